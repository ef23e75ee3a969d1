// Everything that can go wrong while sharing: each channel says its own, and nothing that was typed is lost.

import { expectAccessible } from "../support/axe.ts";
import { eachCase, faultsOf, nameOf, patienceFor, REFUSALS, SILENCE } from "../support/cases.ts";
import { RECORDS } from "../support/demo-records.ts";
import { alone, expect, test } from "../support/fixtures.ts";
import { loseAnswer } from "../support/lost-answer.ts";
import type { SessionPanel } from "../support/session-panel.ts";
import { NOT_SENT, SENT, type ShareDialog } from "../support/share-dialog.ts";

const [LENA] = RECORDS.Case.recipients;
const NUMBER = "+1 (802) 555-0119";
const MESSAGE = "Please call the library when this is done.";

test.use({ allowed: { remoteControl: true, pilot: true } });

/** The share dialog, filled in for an SMS and a mail. */
async function fillBoth(signedIn: SessionPanel): Promise<ShareDialog> {
  const dialog = await signedIn.openShare();
  await dialog.phone().fill(NUMBER);
  await dialog.byEmail().check();
  return dialog;
}

/** Faults of the SMS by which none is sent. */
const SMS_FAULTS = faultsOf(...REFUSALS, ...SILENCE, "not_json");
/** After these, TeamViewer may have sent it all the same, as far as Salesforce can know. */
const UNSURE: ReadonlySet<string> = new Set(["server_error", "unavailable", ...SILENCE, "not_json"]);

test("an SMS that TeamViewer refuses: the mail goes, the typing stays, the next try works", async ({
  signedIn,
  simulator,
  org,
  typed,
}) => {
  typed.numbers.add(NUMBER);
  await eachCase(SMS_FAULTS, nameOf, async ({ kind, says, more, detail }, index) => {
    const code = await signedIn.create("Pilot");
    const dialog = await fillBoth(signedIn);
    await simulator.fail({ match: "send_sms", kind, times: "forever", ...more });
    await dialog.sendButton().click();
    await expect(dialog.outcomes()).toHaveText([NOT_SENT.sms, SENT.email], { timeout: 45_000 });
    await expect(dialog.phone()).toHaveAccessibleDescription(new RegExp(says));
    await expect(dialog.phone()).toHaveAccessibleDescription(new RegExp(detail ?? says));
    await expect(dialog.phone()).toBeFocused();
    await expect(dialog.phone()).toHaveValue(NUMBER);
    await expect(dialog.root.getByText("It is unknown whether")).toHaveCount(UNSURE.has(kind) ? 1 : 0);
    expect(await simulator.texts()).toHaveLength(index);
    expect(await org.mails()).toHaveLength(index + 1);
    // Only what failed is sent again.
    await simulator.heal();
    await expect(dialog.byEmail()).not.toBeChecked();
    await dialog.send(SENT.sms);
    expect((await simulator.texts()).slice(index)).toMatchObject([{ number: NUMBER, code }]);
    expect(await org.mails()).toHaveLength(index + 1);
    await signedIn.close();
  });
});

/** Faults of the SMS after it was sent, so that Salesforce never hears of it. */
const SENT_UNHEARD = faultsOf("hang_after", "drop_after", "broken_json", "huge_body");

test("an SMS that TeamViewer sends without a word: the dialog does not say what it cannot know", async ({
  signedIn,
  simulator,
  org,
  typed,
}) => {
  typed.numbers.add(NUMBER);
  await eachCase(SENT_UNHEARD, nameOf, async ({ kind, says }, index) => {
    const code = await signedIn.create("Pilot");
    const dialog = await fillBoth(signedIn);
    await org.settings({ CalloutTimeoutSeconds__c: patienceFor(kind) });
    await simulator.fail({ match: "send_sms", kind });
    await dialog.sendButton().click();
    await expect(dialog.outcomes()).toHaveText([NOT_SENT.sms, SENT.email], { timeout: 45_000 });
    await expect(dialog.phone()).toHaveAccessibleDescription(new RegExp(says));
    await expect(dialog.phone()).toHaveValue(NUMBER);
    await expect(dialog.root.getByText("It is unknown whether")).toBeVisible();
    if (kind === "drop_after") {
      await expectAccessible(signedIn);
    }
    expect((await simulator.texts()).slice(2 * index)).toMatchObject([{ number: NUMBER, code }]);
    // The agent who sends it again sends a second one, and no second mail.
    await dialog.send(SENT.sms);
    expect(await simulator.texts()).toHaveLength(2 * index + 2);
    expect(await org.mails()).toHaveLength(index + 1);
    const events = (await signedIn.timeline()).filter({ hasText: /SMS/ });
    await expect(events).toHaveCount(1);
    await signedIn.close();
  });
});

test("an SMS for which the sign-in can no longer be renewed: the mail goes, the typing stays", async ({
  signedIn,
  simulator,
  org,
  typed,
}) => {
  typed.numbers.add(NUMBER);
  const code = await signedIn.create("Pilot");
  const dialog = await fillBoth(signedIn);
  await simulator.fail({ match: "send_sms", kind: "token_expired", times: "forever" });
  await simulator.fail({ match: "refresh", kind: "refresh_fails", times: "forever" });
  await dialog.sendButton().click();
  await expect(dialog.outcomes()).toHaveText([NOT_SENT.sms, SENT.email]);
  await expect(dialog.phone()).toHaveAccessibleDescription(/You are no longer signed in to TeamViewer/);
  await expect(dialog.root.getByText("It is unknown whether")).toHaveCount(0);
  expect(await simulator.countOf("refresh")).toBe(1);
  expect(await simulator.texts()).toEqual([]);
  await simulator.heal();
  await test.step("signed in again, only what failed is sent", async () => {
    await dialog.cancel();
    await signedIn.signIn();
    const again = await signedIn.openShare();
    await expect(again.phone()).toHaveValue(NUMBER);
    await expect(again.byEmail()).not.toBeChecked();
    await again.send(SENT.sms);
    expect(await simulator.texts()).toMatchObject([{ number: NUMBER, code }]);
    expect(await org.mails()).toHaveLength(1);
  });
});

/** TeamViewer's odd ways that are no fault: the SMS is sent once. */
test("an SMS is sent once whatever odd way TeamViewer answers in", async ({ signedIn, simulator, typed }) => {
  const kinds = [
    "lower_case_state",
    "int_enums",
    "token_expired",
    "unauthorized",
    "slow",
    "missing_fields",
    "wrong_types",
  ];
  typed.numbers.add(LENA.phone);
  await eachCase(kinds, String, async (kind, index) => {
    await signedIn.create("Pilot");
    await simulator.fail({ match: "send_sms", kind, ...(kind === "slow" ? { delay_ms: 500 } : {}) });
    const dialog = await signedIn.openShare();
    await dialog.send(SENT.sms);
    expect(await simulator.texts()).toHaveLength(index + 1);
    await signedIn.close();
    await simulator.heal();
  });
});

/** What keeps the org from sending mail, and what is then said. */
const MAIL_FAULTS = [
  ["the day's mails are used up", { remaining: 0 }, /has sent all e-mails it may send today/],
  ["the org sends no mail", { deliverability: "none" }, /sends no e-mail at the moment/],
] as const;

for (const [what, fault, says] of MAIL_FAULTS) {
  test(`when ${what}, the message is posted once and the next try works`, async ({
    signedIn,
    org,
    record,
  }) => {
    await signedIn.create();
    const dialog = await signedIn.openShare();
    await dialog.message().fill(MESSAGE);
    await org.mailing(fault);
    await dialog.sendButton().click();
    await expect(dialog.outcomes()).toHaveText([NOT_SENT.email, SENT.chatter]);
    await expect(dialog.email()).toHaveAccessibleDescription(says);
    await expect(dialog.email()).toHaveValue(LENA.email);
    await expect(dialog.message()).toHaveValue(MESSAGE);
    expect(await org.mails()).toEqual([]);
    await org.mailing({ deliverability: "all", remaining: null });
    await dialog.send(SENT.email, SENT.chatter);
    expect(await org.mails()).toHaveLength(1);
    expect(await org.feedOf(record.id)).toEqual([MESSAGE]);
  });

  test(`when ${what}, the SMS goes and is not sent twice`, async ({ signedIn, simulator, org, typed }) => {
    typed.numbers.add(LENA.phone);
    await signedIn.create("Pilot");
    const dialog = await signedIn.openShare();
    await dialog.byEmail().check();
    await org.mailing(fault);
    await dialog.sendButton().click();
    await expect(dialog.outcomes()).toHaveText([SENT.sms, NOT_SENT.email]);
    await expect(dialog.email()).toHaveAccessibleDescription(says);
    await org.mailing({ deliverability: "all", remaining: null });
    await expect(dialog.bySms()).not.toBeChecked();
    await dialog.send(SENT.email);
    expect(await org.mails()).toHaveLength(1);
    expect(await simulator.texts()).toHaveLength(1);
  });
}

alone("an e-mail template that is deleted meanwhile is said to be gone", async ({ signedIn, org }) => {
  await signedIn.create();
  const dialog = await signedIn.openShare();
  const [template] = await org.query(
    "SELECT Id FROM EmailTemplate WHERE Description = 'teamviewer_Case_template'",
  );
  await org.delete("EmailTemplate", String(template?.["Id"]));
  await dialog.sendButton().click();
  await expect(dialog.outcomes()).toHaveText([NOT_SENT.email]);
  await expect(dialog.template()).toHaveAccessibleDescription(/There is no such e-mail template/);
  await expect(dialog.email()).toHaveValue(LENA.email);
  expect(await org.mails()).toEqual([]);
});

alone("without any template no mail is sent, and the dialog says why", async ({ signedIn, org }) => {
  const templates = await org.query(
    "SELECT Id FROM EmailTemplate WHERE Description = 'teamviewer_Case_template'",
  );
  for (const template of templates) {
    await org.delete("EmailTemplate", String(template["Id"]));
  }
  await signedIn.create();
  const dialog = await signedIn.openShare();
  await dialog.sendButton().click();
  await expect(dialog.template()).toHaveAccessibleDescription(/There is no such e-mail template/);
  await expectAccessible(signedIn);
  expect(await org.mails()).toEqual([]);
});

alone("an address that the record loses meanwhile is not mailed", async ({ signedIn, org }) => {
  await signedIn.create();
  const dialog = await signedIn.openShare();
  const [lena] = await org.query("SELECT Id FROM Contact WHERE LastName = 'Moreau'");
  await org.update("Contact", { Id: lena?.["Id"], Email: "new@tamarack-library.example" });
  await dialog.sendButton().click();
  await expect(dialog.outcomes()).toHaveText([NOT_SENT.email]);
  await expect(dialog.email()).toHaveAccessibleDescription(/allows only e-mail addresses of this record/);
  expect(await org.mails()).toEqual([]);
  await dialog.cancel();
  const again = await signedIn.openShare();
  await expect(again.email()).toHaveValue("new@tamarack-library.example");
});

test("a message typed before Chatter was switched off is kept, and none is offered afterwards", async ({
  signedIn,
  org,
}) => {
  await signedIn.create();
  const dialog = await signedIn.openShare();
  await dialog.message().fill(MESSAGE);
  await org.chatter(false);
  await dialog.sendButton().click();
  await expect(dialog.outcomes()).toHaveText([SENT.email, NOT_SENT.chatter]);
  await expect(dialog.message()).toHaveAccessibleDescription(/Chatter is off in your org/);
  await expect(dialog.message()).toHaveValue(MESSAGE);
  await expectAccessible(signedIn);
  expect(await org.mails()).toHaveLength(1);
  await dialog.cancel();
  const again = await signedIn.openShare();
  await expect(again.message()).toHaveCount(0);
  await expectAccessible(signedIn);
});

test("what was typed is there again after the dialog was closed", async ({ signedIn }) => {
  await signedIn.create("Pilot");
  const dialog = await fillBoth(signedIn);
  await dialog.cancel();
  await expect(signedIn.button("Share")).toBeFocused();
  const again = await signedIn.openShare();
  await expect(again.phone()).toHaveValue(NUMBER);
  await expect(again.byEmail()).toBeChecked();
});

test("a session that TeamViewer closed meanwhile is not shared by SMS", async ({
  signedIn,
  simulator,
  typed,
}) => {
  typed.numbers.add(LENA.phone);
  const code = await signedIn.create("Pilot");
  const dialog = await signedIn.openShare();
  await simulator.session(code, "close");
  await dialog.sendButton().click();
  await expect(signedIn.heading("Session closed")).toBeVisible();
  expect(await simulator.texts()).toEqual([]);
});

test("an answer lost between Salesforce and the browser sends no second mail or SMS", async ({
  signedIn,
  page,
  simulator,
  org,
  typed,
  console: guard,
}) => {
  typed.numbers.add(LENA.phone);
  guard.expect(/ERR_CONNECTION_RESET/);
  await signedIn.create("Pilot");
  const dialog = await signedIn.openShare();
  await dialog.byEmail().check();
  await loseAnswer(page, "share");
  await dialog.sendButton().click();
  await expect(dialog.alert()).toBeVisible({ timeout: 45_000 });
  await expect(dialog.root.getByText("It is unknown whether")).toBeVisible();
  await expectAccessible(signedIn);
  await dialog.send(SENT.sms, SENT.email);
  expect(await org.mails()).toHaveLength(1);
  expect(await simulator.texts()).toHaveLength(1);
});

/** Everything that refuses the mail and the SMS alike, when the options are asked for. */
test("a dialog that cannot be opened says why, and opens at the next try", async ({
  signedIn,
  context,
  console: guard,
}) => {
  guard.expect(/ERR_INTERNET_DISCONNECTED/);
  await signedIn.create();
  await context.setOffline(true);
  await expect(signedIn.root.getByText("You are offline.")).toBeVisible();
  const lost = signedIn.page.waitForEvent("requestfailed");
  await signedIn.button("Share").click();
  await lost;
  await context.setOffline(false);
  await expect(signedIn.root.getByText("You are offline.")).toBeHidden();
  await expect(signedIn.root.getByRole("dialog")).toHaveCount(0);
  const dialog = await signedIn.openShare();
  await expect(dialog.email()).toHaveValue(LENA.email);
});
