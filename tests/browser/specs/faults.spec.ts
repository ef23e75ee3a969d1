// Everything that TeamViewer can do wrong: each has its own plain message and its own next step.

import { expectAccessible } from "../support/axe.ts";
import { BAD_LINKS, eachCase, faultsOf, nameOf, patienceFor, REFUSALS } from "../support/cases.ts";
import { alone, expect, test, USERS } from "../support/fixtures.ts";
import { SessionPanel } from "../support/session-panel.ts";

/** Faults of making a session that TeamViewer answers, so that nothing was made. */
test("creating while TeamViewer refuses: it is said, and the next try works", async ({
  signedIn,
  simulator,
}) => {
  await eachCase(faultsOf(...REFUSALS, "licence_limit"), nameOf, async ({ kind, says, more, detail }) => {
    await simulator.fail({ match: "create_session", kind, ...more });
    await signedIn.button("New Remote Control Session").click();
    await expect(signedIn.alert()).toContainText(says, { timeout: 45_000 });
    if (detail !== undefined) {
      await expect(signedIn.root.getByText(detail)).toBeVisible();
    }
    expect(await simulator.openCodes()).toEqual([]);
    await simulator.heal();
    await signedIn.button("Dismiss").click();
    await signedIn.create();
    expect(await simulator.openCodes()).toHaveLength(1);
    await signedIn.close();
  });
});

/** Answers that cannot be used: whether TeamViewer made the session shows only when it is asked again. */
const UNREADABLE = [
  { kind: "broken_json", made: 1 },
  { kind: "huge_body", made: 1 },
  { kind: "missing_fields", made: 1 },
  { kind: "not_json", made: 0 },
];

test("creating while TeamViewer's answer cannot be read: asked again, there is one session", async ({
  signedIn,
  simulator,
  org,
  record,
}) => {
  await eachCase(UNREADABLE, nameOf, async ({ kind, made }, index) => {
    await org.settings({ CalloutTimeoutSeconds__c: patienceFor(kind) });
    await simulator.fail({ match: "create_session", kind });
    await signedIn.button("New Remote Control Session").click();
    await expect(signedIn.alert()).toContainText("TeamViewer sent an answer that cannot be read", {
      timeout: 45_000,
    });
    expect(await simulator.openCodes()).toHaveLength(made);
    await signedIn.button("Try again").click();
    await expect(signedIn.status()).toContainText("Waiting for the customer");
    await org.idle();
    expect(await simulator.openCodes()).toEqual([await signedIn.code()]);
    expect(await org.sessionsOf(record.id)).toHaveLength(index + 1);
    await signedIn.close();
  });
});

test("creating while TeamViewer always drops the connection: nobody knows, until it is asked again", async ({
  signedIn,
  simulator,
  org,
  record,
}) => {
  await simulator.fail({ match: "create_session", kind: "drop", times: "forever" });
  await signedIn.button("New Remote Control Session").click();
  const unsure = signedIn.root.getByText("it is unknown whether TeamViewer made the session");
  await expect(unsure).toBeVisible();
  await expectAccessible(signedIn);
  // The page asks again by itself, after ever longer waits; who is in a hurry says so.
  const unknown = signedIn.alert().getByText("It is still unknown whether TeamViewer made the session.");
  await expect(async () => {
    if (await unsure.isVisible()) {
      await signedIn.button("Try again").click({ timeout: 1_000 });
    }
    await expect(unknown).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 45_000 });
  await expectAccessible(signedIn);
  expect(await simulator.openCodes()).toEqual([]);
  await simulator.heal();
  await signedIn.button("Try again").click();
  await expect(signedIn.status()).toContainText("Waiting for the customer");
  expect(await simulator.openCodes()).toEqual([await signedIn.code()]);
  expect(await org.sessionsOf(record.id)).toHaveLength(1);
});

/** What the Web API's documents and its servers disagree on is no fault at all. */
test("a session is made and closed whatever odd way TeamViewer answers in", async ({
  signedIn,
  simulator,
}) => {
  const kinds = ["lower_case_state", "int_enums", "token_expired", "unauthorized", "slow"];
  await eachCase(kinds, String, async (kind) => {
    const delay = kind === "slow" ? { delay_ms: 500 } : {};
    await simulator.fail({ match: "create_session", kind, ...delay });
    await simulator.fail({ match: "close_session", kind, ...delay });
    const code = await signedIn.create();
    expect(await simulator.openCodes()).toEqual([code]);
    await signedIn.close();
    expect(await simulator.openCodes()).toEqual([]);
    await simulator.heal();
  });
});

/** Faults of joining: the session stays on the screen, and the next try works. */
const JOINING = faultsOf("bad_request", "blocked", "rate_limit", "server_error", "hang");

test("joining while TeamViewer refuses: the session stays, and the next try works", async ({
  signedIn,
  simulator,
}) => {
  const code = await signedIn.create();
  await eachCase(JOINING, nameOf, async ({ kind, says, more }) => {
    await simulator.fail({ match: "get_session", kind, times: "forever", ...more });
    await signedIn.button("Join session as Admin").click();
    await expect(signedIn.alert()).toContainText(says, { timeout: 45_000 });
    expect(await signedIn.code()).toBe(code);
    expect(await simulator.openCodes()).toEqual([code]);
    await simulator.heal();
    await signedIn.button("Dismiss").click();
    const supporter = await signedIn.openTab(() => signedIn.button("Join session as Admin").click());
    await expect(supporter).toHaveURL(/^http:\/\/get\.teamviewer\.localhost:\d+\/v15\/s\d+-/);
    await supporter.close();
  });
});

for (const { kind, says } of faultsOf(...BAD_LINKS)) {
  test(`a ${kind} is never offered`, async ({ signedIn, simulator }) => {
    const code = await signedIn.create();
    await simulator.fail({ match: "get_session", kind, times: "forever" });
    await simulator.fail({ match: "list_sessions", kind, times: "forever" });
    await signedIn.button("Join session as Admin").click();
    await expect(signedIn.alert()).toContainText(says);
    expect(await signedIn.code()).toBe(code);
    // The tab that was opened for the link is gone again, and went nowhere.
    await expect.poll(() => signedIn.page.context().pages().length).toBe(1);
  });
}

/** Opening the page while TeamViewer is out of order. */
const OPENING = faultsOf("hang", "drop", "server_error", "rate_limit", "not_json", "invalid_permission");

test("opening the page while TeamViewer is out of order", async ({
  signedIn,
  simulator,
  page,
  recordPage,
}) => {
  await expect(signedIn.heading("No session")).toBeVisible();
  await eachCase(OPENING, nameOf, async ({ kind, says, more }) => {
    await simulator.fail({ match: "* /api/v1/*", kind, times: "forever", ...more });
    await page.reload();
    const panel = await recordPage.panel();
    await expect(panel.root.getByText(says)).toBeVisible({ timeout: 45_000 });
    if (kind === "server_error") {
      await expectAccessible(panel);
    }
    await simulator.heal();
    await page.reload();
    await expect((await recordPage.panel()).heading("No session")).toBeVisible();
  });
});

test("a refresh that fails leaves what is known on the screen", async ({ signedIn, simulator }) => {
  const code = await signedIn.create();
  await simulator.fail({ match: "* /api/v1/*", kind: "server_error", times: "forever" });
  await expect(
    signedIn.root.getByText(/TeamViewer (is not available|cannot be asked) at the moment/),
  ).toBeVisible({
    timeout: 45_000,
  });
  expect(await signedIn.code()).toBe(code);
  await expectAccessible(signedIn);
});

test("a refresh token that TeamViewer refuses means signed out", async ({ signedIn, simulator }) => {
  await simulator.fail({ match: "refresh", kind: "refresh_fails", times: "forever" });
  await simulator.tokens("expire");
  await signedIn.button("New Remote Control Session").click();
  await expect(signedIn.button("Login to your TeamViewer account")).toBeVisible();
  await simulator.heal();
  await signedIn.signIn();
});

test("a user whose profile opens no TeamViewer page gets Salesforce's own refusal", async ({
  recordPage,
  org,
  console: guard,
}) => {
  const [row] = await org.query("SELECT Id FROM Case WHERE Owner.Username = 'noaccess@example.com' LIMIT 1");
  guard.expect(/403 \(Forbidden\).*\/apex\/\w*TeamViewerCaseSession/);
  await recordPage.logIn(
    `${recordPage.address("TeamViewerCaseSession")}?id=${String(row?.["Id"])}`,
    USERS.withoutPermission,
  );
  await expect(recordPage.page.locator("body")).toContainText(/level of access|Insufficient Privileges/i);
});

alone(
  "without the permission set the component says whom to ask",
  async ({ recordPage, org, record, page }) => {
    const assigned = await org.query(
      "SELECT Id FROM PermissionSetAssignment WHERE Assignee.Username = 'admin@example.com'",
    );
    for (const assignment of assigned) {
      await org.delete("PermissionSetAssignment", String(assignment["Id"]));
    }
    // An administrator may open every page, but may use TeamViewer only with the permission set.
    await recordPage.logIn(`${recordPage.address("TeamViewerSession")}?id=${record.id}`, USERS.administrator);
    const panel = new SessionPanel(page, page);
    await expect(panel.alert()).toContainText("Ask your Salesforce administrator for the permission set");
    await expectAccessible(panel);
  },
);

alone("a record that is deleted meanwhile is said to be gone", async ({ signedIn, org, record }) => {
  await org.delete("Case", record.id);
  await signedIn.button("New Remote Control Session").click();
  await expect(signedIn.root.getByText("This record was deleted, or you may not see it.")).toBeVisible();
});

test("an object that nobody set up is refused by name", async ({ recordPage, page, org }) => {
  const [user] = await org.query("SELECT Id FROM User WHERE Username = 'agent@example.com'");
  const id = String(user?.["Id"]);
  await recordPage.logIn(`${recordPage.address("TeamViewerSession")}?id=${id}`, USERS.agent);
  await expect(page.getByRole("alert")).toContainText("TeamViewer is not set up for this kind of record.");
});

for (const [what, id] of [
  ["no Id", ""],
  ["a malformed Id", "abc"],
  ["an Id that nobody has", "500000000099999AAA"],
] as const) {
  test(`a page opened with ${what} says that there is no record`, async ({ recordPage, page }) => {
    await recordPage.logIn(`${recordPage.address("TeamViewerSession")}?id=${id}`, USERS.agent);
    await expect(page.getByText("This record was deleted, or you may not see it.")).toBeVisible();
  });
}

test("a record that sharing hides is not there", async ({ recordPage, page, org }) => {
  const [hidden] = await org.query("SELECT Id FROM Case WHERE Subject LIKE 'Confidential%' LIMIT 1");
  await recordPage.logIn(
    `${recordPage.address("TeamViewerSession")}?id=${String(hidden?.["Id"])}`,
    USERS.agent,
  );
  await expect(page.getByText("This record was deleted, or you may not see it.")).toBeVisible();
});
