// What an agent does with a session, on every object and in both kinds: create, share, share again, join, create
// anew, close.

import { OBJECTS, RECORDS, type DemoRecord } from "../../support/demo-records.ts";
import { expect, test } from "../../support/fixtures.ts";
import { expectMail } from "../../support/mail.ts";
import { SWITCH_TO_REMOTE_CONTROL, type SessionPanel } from "../../support/session-panel.ts";
import { SENT, type ShareDialog } from "../../support/share-dialog.ts";
import type { CloudSession, SimulatorControl } from "../../support/simulator-control.ts";

const AGENT = "Sam Okafor";
const OPTIONS = { name: "Front desk", waitingMessage: "We are on our way to you.", validFor: 72 };

test.use({ allowed: { remoteControl: true, pilot: true } });

/** The dialog offers exactly the record's people, the first one chosen, and filling in follows the choice. */
async function expectRecipients(dialog: ShareDialog, { recipients }: DemoRecord): Promise<void> {
  const [first, second] = recipients;
  await expect(dialog.email()).toHaveValue(first?.email ?? "");
  await expect(dialog.contact()).toHaveCount(recipients.length > 1 ? 1 : 0);
  if (second !== undefined) {
    const offered = dialog.contact().getByRole("option");
    await expect(offered).toHaveText(recipients.map(({ name }) => name));
    await dialog.contact().selectOption(second.name);
    await expect(dialog.email()).toHaveValue(second.email ?? "");
    await dialog.contact().selectOption(first?.name ?? "");
    await expect(dialog.email()).toHaveValue(first?.email ?? "");
  }
}

/** The customer comes and stays, the agent joins and leaves again. */
async function join(
  panel: SessionPanel,
  simulator: SimulatorControl,
  { code, supporter_link: supporterLink }: CloudSession,
): Promise<void> {
  await simulator.customer(code, "connect");
  const supporter = await panel.openTab(() => panel.button("Join session as Admin").click());
  await expect(supporter).toHaveURL(supporterLink);
  await supporter.getByRole("button", { name: "Join session" }).click();
  await expect(supporter.getByRole("status")).toContainText("The connection is running");
  await supporter.getByRole("button", { name: "End session" }).click();
  // The connection has ended when it can be joined again; before, the closing would race the tab's own request.
  await expect(supporter.getByRole("button", { name: "Join session" })).toBeVisible();
  await supporter.close();
  await expect(panel.status()).toContainText("Customer online");
}

/** A session of the same kind takes the place of one in which the customer still is. Returns the new one. */
async function createAnew(
  panel: SessionPanel,
  simulator: SimulatorControl,
  { code, kind }: CloudSession,
): Promise<CloudSession> {
  await panel.button("Create new Session").click();
  await panel.button("Close and create new").click();
  await expect(panel.status()).toContainText("Waiting for the customer");
  const next = await simulator.cloudSession(await panel.code());
  expect(next.code).not.toBe(code);
  expect(next.kind).toBe(kind);
  await expect.poll(() => simulator.openCodes()).toEqual([next.code]);
  return next;
}

for (const object of OBJECTS) {
  const demo: DemoRecord = RECORDS[object];
  const [recipient] = RECORDS[object].recipients;

  test.describe(object, () => {
    test.use({ demo });

    test("a remote control session with options, shared by e-mail and with the team", async ({
      signedIn,
      simulator,
      org,
      record,
      recordPage,
      typed,
    }) => {
      typed.names.add(OPTIONS.name);
      typed.waitingMessages.add(OPTIONS.waitingMessage);

      const first = await test.step("create with options", async () => {
        await signedIn.options(OPTIONS);
        const created = await signedIn.create();
        const session = await simulator.cloudSession(created);
        expect(session.kind).toBe("Default");
        expect(session.details.description).toBe(OPTIONS.name);
        expect(session.details.waiting_message).toBe(OPTIONS.waitingMessage);
        const hours = (Date.parse(session.valid_until) - Date.parse(session.created_at)) / 3_600_000;
        expect(hours).toBeCloseTo(OPTIONS.validFor, 1);
        await expect(signedIn.root.getByText(OPTIONS.name)).toBeVisible();
        expect(await org.sessionsOf(record.id)).toMatchObject([
          {
            tvSessionCode__c: created,
            SessionName__c: OPTIONS.name,
            WaitingMessage__c: OPTIONS.waitingMessage,
          },
        ]);
        return session;
      });
      const { customer_link: customerLink } = first;
      const expected = { to: recipient.email, recordName: record.name, customerLink, agent: AGENT };

      await test.step("share by e-mail", async () => {
        const dialog = await signedIn.openShare();
        await expect(dialog.bySms()).toHaveCount(0);
        await expectRecipients(dialog, demo);
        await expect(dialog.email()).not.toBeEditable();
        await dialog.message().fill("I am calling the customer now.");
        await dialog.send(SENT.email, SENT.chatter);
        const mails = await org.mails();
        expect(mails).toHaveLength(1);
        expectMail(mails[0], expected);
      });

      await test.step("share again", async () => {
        const dialog = await signedIn.openShare();
        await dialog.send(SENT.email);
        const mails = await org.mails();
        expect(mails).toHaveLength(2);
        expectMail(mails[1], expected);
      });

      await test.step("join", () => join(signedIn, simulator, first));

      await test.step("what happened is on the screen and on the record", async () => {
        const mailed = `Sent by e-mail to ${recipient.email} (${AGENT})`;
        await expect(await signedIn.timeline()).toContainText([
          `Session joined (${AGENT})`,
          "Customer online",
          mailed,
          `Message posted to the feed (${AGENT})`,
          mailed,
          `Session created (${AGENT})`,
        ]);
        expect(await org.eventsOf(record.id)).toMatchObject([
          { Kind__c: "Created" },
          { Kind__c: "Email", Recipient__c: recipient.email },
          { Kind__c: "Chatter" },
          { Kind__c: "Email", Recipient__c: recipient.email },
          { Kind__c: "Online" },
          { Kind__c: "Joined" },
        ]);
        await expect(await recordPage.feed(record)).toContainText(["I am calling the customer now."]);
      });

      const panel = await recordPage.panel();
      const next = await test.step("create anew", () => createAnew(panel, simulator, first));

      await test.step("close", async () => {
        await panel.close();
        expect(await simulator.openCodes()).toEqual([]);
        expect(await org.sessionsOf(record.id)).toMatchObject([
          { tvSessionCode__c: first.code, Type__c: "RemoteControl", Status__c: "Closed" },
          {
            tvSessionCode__c: next.code,
            Type__c: "RemoteControl",
            Status__c: "Closed",
            SessionName__c: null,
          },
        ]);
        await expect(panel.button("New Remote Control Session")).toBeVisible();
        await expect(panel.button("Share")).toHaveCount(0);
      });
    });

    test("a Pilot session, shared by SMS and e-mail, then replaced by remote control", async ({
      signedIn,
      simulator,
      org,
      record,
      typed,
    }) => {
      typed.numbers.add(recipient.phone);
      const code = await signedIn.create("Pilot");
      const session = await simulator.cloudSession(code);
      expect(session.kind).toBe("Pilot");
      await expect(signedIn.customerLink()).toHaveAttribute(
        "href",
        /^http:\/\/getpilot\.teamviewer\.localhost:\d+\//,
      );
      const { customer_link: customerLink } = session;

      await test.step("by SMS and e-mail", async () => {
        const dialog = await signedIn.openShare();
        await expect(dialog.bySms()).toBeChecked();
        await expect(dialog.phone()).toHaveValue(recipient.phone);
        await expect(dialog.byEmail()).not.toBeChecked();
        await dialog.byEmail().check();
        await expectRecipients(dialog, demo);
        await expect(dialog.email()).not.toBeEditable();
        await expect(dialog.phone()).toHaveValue(recipient.phone);
        await dialog.send(SENT.sms, SENT.email);
        expect(await simulator.texts()).toMatchObject([{ number: recipient.phone, code }]);
        expect((await simulator.texts())[0]?.text).toContain(customerLink);
        const mails = await org.mails();
        expect(mails).toHaveLength(1);
        expectMail(mails[0], { to: recipient.email, recordName: record.name, customerLink, agent: AGENT });
      });

      await test.step("by e-mail alone", async () => {
        const dialog = await signedIn.openShare();
        await dialog.bySms().uncheck();
        await dialog.byEmail().check();
        await dialog.send(SENT.email);
        expect(await simulator.texts()).toHaveLength(1);
        expect(await org.mails()).toHaveLength(2);
      });

      await test.step("by SMS alone", async () => {
        const dialog = await signedIn.openShare();
        await dialog.bySms().check();
        await dialog.byEmail().uncheck();
        await dialog.send(SENT.sms);
        expect(await simulator.texts()).toHaveLength(2);
        expect(await org.mails()).toHaveLength(2);
      });

      await test.step("join", async () => {
        await join(signedIn, simulator, session);
        await expect((await signedIn.timeline()).first()).toContainText(`Session joined (${AGENT})`);
      });

      const anew = await test.step("create anew", () => createAnew(signedIn, simulator, session));

      const next = await test.step("a remote control session from the Pilot window", async () => {
        await signedIn.button(SWITCH_TO_REMOTE_CONTROL).click();
        await expect.poll(() => signedIn.code()).not.toBe(anew.code);
        const created = await signedIn.code();
        expect((await simulator.cloudSession(created)).kind).toBe("Default");
        await expect.poll(() => simulator.openCodes()).toEqual([created]);
        return created;
      });

      await test.step("close", async () => {
        await signedIn.close();
        expect(await simulator.openCodes()).toEqual([]);
        expect(await org.sessionsOf(record.id)).toMatchObject([
          { tvSessionCode__c: code, Type__c: "Pilot", Status__c: "Closed" },
          { tvSessionCode__c: anew.code, Type__c: "Pilot", Status__c: "Closed" },
          { tvSessionCode__c: next, Type__c: "RemoteControl", Status__c: "Closed" },
        ]);
      });
    });
  });
}
