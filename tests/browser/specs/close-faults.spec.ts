// Everything that TeamViewer can do wrong while a session is closed, in both kinds.

import { eachCase, faultsOf, nameOf, patienceFor, REFUSALS, SILENCE } from "../support/cases.ts";
import { expect, test } from "../support/fixtures.ts";

test.use({ allowed: { remoteControl: true, pilot: true } });

/** Answers by which the session stays open: it is said, nothing is lost, and the next try works. */
const NOT_CLOSED = faultsOf(...REFUSALS, ...SILENCE, "not_json");

test("closing while TeamViewer refuses: it is said, and the next try works", async ({
  signedIn,
  simulator,
}) => {
  await eachCase(NOT_CLOSED, nameOf, async ({ kind, says, more, detail }, index) => {
    // Closing is the same for both kinds but for what TeamViewer has to close, so each kind takes every other fault.
    const code = await signedIn.create(index % 2 === 0 ? "Pilot" : "RemoteControl");
    await simulator.fail({ match: "close_session", kind, times: "forever", ...more });
    await signedIn.button("Close session").click();
    await expect(signedIn.alert()).toContainText(says, { timeout: 45_000 });
    if (detail !== undefined) {
      await expect(signedIn.root.getByText(detail)).toBeVisible();
    }
    expect(await signedIn.code()).toBe(code);
    expect(await simulator.openCodes()).toEqual([code]);
    await simulator.heal();
    await signedIn.button("Dismiss").click();
    await signedIn.close();
    expect(await simulator.openCodes()).toEqual([]);
  });
});

/** TeamViewer closes the session, and its answer is lost or cannot be read: the page finds out by itself. */
test("closing while TeamViewer's answer is lost or cannot be read ends closed", async ({
  signedIn,
  simulator,
  org,
  record,
}) => {
  const kinds = ["hang_after", "drop_after", "broken_json", "missing_fields", "huge_body", "wrong_types"];
  await eachCase(kinds, String, async (kind, index) => {
    await org.settings({ CalloutTimeoutSeconds__c: patienceFor(kind) });
    await signedIn.create();
    await simulator.fail({ match: "close_session", kind });
    await signedIn.button("Close session").click();
    await expect(signedIn.heading("Session closed")).toBeVisible({ timeout: 45_000 });
    // Nor does anything offer to close once more what is closed.
    await expect(signedIn.alert()).toHaveCount(0);
    await expect((await signedIn.timeline()).first()).toHaveText(/: Session closed$/);
    expect(await simulator.openCodes()).toEqual([]);
    const sessions = await org.sessionsOf(record.id);
    expect(sessions).toHaveLength(index + 1);
    for (const session of sessions) {
      expect(session).toMatchObject({ Status__c: "Closed", OpenKey__c: null });
    }
    await simulator.heal();
  });
});

/** No fault at all: the session is closed. Remote control sessions meet these when they are made, too. */
test("a Pilot session is closed although a token has ended or TeamViewer is slow", async ({
  signedIn,
  simulator,
}) => {
  await eachCase(["token_expired", "unauthorized", "slow"], String, async (kind) => {
    await signedIn.create("Pilot");
    await simulator.fail({ match: "close_session", kind, ...(kind === "slow" ? { delay_ms: 500 } : {}) });
    await signedIn.close();
    await expect(signedIn.alert()).toHaveCount(0);
    expect(await simulator.openCodes()).toEqual([]);
    await simulator.heal();
  });
});

/** A closing is answered without a word; what TeamViewer tells of the session before it is written as here. */
const WRITTEN = (["lower_case_state", "int_enums"] as const).flatMap((kind) =>
  (["RemoteControl", "Pilot"] as const).map((session) => ({ kind, session })),
);

test("a session of which TeamViewer tells in another way of writing is closed", async ({
  signedIn,
  simulator,
  page,
  recordPage,
}) => {
  let panel = signedIn;
  await eachCase(
    WRITTEN,
    ({ kind, session }) => `${session}, ${kind}`,
    async ({ kind, session }) => {
      const code = await panel.create(session);
      await simulator.fail({ match: "* /api/v1/*", kind, times: "forever" });
      await page.reload();
      panel = await recordPage.panel();
      await expect(panel.status()).toContainText("Waiting for the customer");
      expect(await panel.code()).toBe(code);
      await panel.close();
      expect(await simulator.openCodes()).toEqual([]);
      await simulator.heal();
    },
  );
});

test("closing while the sign-in can no longer be renewed: signed in again, it is closed", async ({
  signedIn,
  simulator,
}) => {
  const code = await signedIn.create("Pilot");
  await simulator.fail({ match: "close_session", kind: "token_expired", times: "forever" });
  await simulator.fail({ match: "refresh", kind: "refresh_fails", times: "forever" });
  await signedIn.button("Close session").click();
  await expect(signedIn.alert()).toContainText("You are no longer signed in to TeamViewer");
  expect(await signedIn.code()).toBe(code);
  expect(await simulator.countOf("refresh")).toBe(1);
  expect(await simulator.openCodes()).toEqual([code]);
  await simulator.heal();
  await signedIn.signIn();
  await signedIn.close();
  expect(await simulator.openCodes()).toEqual([]);
});

test("a session that TeamViewer closed meanwhile can be closed", async ({ signedIn, simulator }) => {
  const code = await signedIn.create();
  await simulator.session(code, "close");
  await signedIn.close();
});
