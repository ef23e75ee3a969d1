// Everything that TeamViewer can do wrong: each has its own plain message and its own next step.

import { expect, test, USERS } from "../support/fixtures.ts";
import type { Fault } from "../support/simulator-control.ts";

interface Case {
  readonly kind: string;
  readonly says: string;
  readonly more?: Partial<Fault>;
  /** What TeamViewer's own words are, when they are shown. */
  readonly detail?: string;
}

/** Faults of making a session that TeamViewer answers, so that nothing was made. */
const REFUSALS: readonly Case[] = [
  {
    kind: "bad_request",
    says: "TeamViewer refused the request.",
    more: { description: "group <b>x</b> unknown" },
    detail: "group <b>x</b> unknown",
  },
  { kind: "licence_limit", says: "Your TeamViewer licence allows no further session at the same time." },
  { kind: "invalid_permission", says: "Your TeamViewer account may not do this." },
  { kind: "blocked", says: "Your TeamViewer account may not do this." },
  {
    kind: "rate_limit",
    says: "TeamViewer gets too many requests from your account",
    more: { retry_after: 3 },
  },
  {
    kind: "too_many_requests",
    says: "TeamViewer gets too many requests from your account",
    more: { retry_after: 3 },
  },
  { kind: "server_error", says: "TeamViewer is not available at the moment." },
  { kind: "unavailable", says: "TeamViewer is not available at the moment." },
];

for (const { kind, says, more, detail } of REFUSALS) {
  test(`creating while TeamViewer answers ${kind}`, async ({ signedIn, simulator }) => {
    await simulator.fail({ match: "create_session", kind, ...more });
    await signedIn.button("New Remote Control Session").click();
    await expect(signedIn.alert()).toContainText(says, { timeout: 45_000 });
    if (detail !== undefined) {
      await expect(signedIn.root.getByText(`TeamViewer says: ${detail}`)).toBeVisible();
    }
    expect(await simulator.openCodes()).toEqual([]);
    await simulator.heal();
    await test.step("the next try works", async () => {
      await signedIn.button("Dismiss").click();
      await signedIn.create();
      expect(await simulator.openCodes()).toHaveLength(1);
    });
  });
}

/** Answers that cannot be used though TeamViewer made the session: it is found, or shown as unusable, never lost. */
for (const kind of ["broken_json", "not_json"]) {
  test(`creating while TeamViewer answers ${kind}`, async ({ signedIn, simulator, page, recordPage }) => {
    await simulator.fail({ match: "create_session", kind });
    await signedIn.button("New Remote Control Session").click();
    await expect(signedIn.alert().or(signedIn.status()).first()).toBeVisible({ timeout: 45_000 });
    await page.reload();
    const panel = await recordPage.panel();
    const made = await simulator.openCodes();
    if (made.length === 0) {
      await expect(panel.heading("No session")).toBeVisible();
    } else {
      await expect(panel.status()).toContainText("Waiting for the customer");
      expect(made).toEqual([await panel.code()]);
    }
  });
}

for (const kind of ["foreign_link", "javascript_link"]) {
  test(`a ${kind} is never offered`, async ({ signedIn, simulator }) => {
    const code = await signedIn.create();
    await simulator.fail({ match: "get_session", kind, times: "forever" });
    await simulator.fail({ match: "list_sessions", kind, times: "forever" });
    await signedIn.button("Join session as Admin").click();
    await expect(signedIn.alert()).toContainText("TeamViewer sent a link to an address that is not allowed");
    expect(await signedIn.code()).toBe(code);
    for (const page of signedIn.page.context().pages()) {
      expect(page.url()).not.toContain("evil");
    }
  });
}

/** Opening the page while TeamViewer is out of order. */
for (const [kind, says] of [
  ["hang", "The answer took too long."],
  ["drop", "The answer took too long."],
  ["server_error", "TeamViewer is not available at the moment."],
  ["rate_limit", "TeamViewer gets too many requests"],
  ["not_json", "TeamViewer sent an answer that cannot be read."],
  ["invalid_permission", "Your TeamViewer account may not do this."],
] as const) {
  test(`opening the page while TeamViewer does ${kind}`, async ({
    signedIn,
    simulator,
    page,
    recordPage,
  }) => {
    await expect(signedIn.heading("No session")).toBeVisible();
    await simulator.fail({ match: "* /api/v1/*", kind, times: "forever" });
    await page.reload();
    const panel = await recordPage.panel();
    await expect(panel.root.getByText(says)).toBeVisible({ timeout: 45_000 });
    await simulator.heal();
    await page.reload();
    await expect((await recordPage.panel()).heading("No session")).toBeVisible();
  });
}

test("a refresh that fails leaves what is known on the screen", async ({ signedIn, simulator }) => {
  const code = await signedIn.create();
  await simulator.fail({ match: "* /api/v1/*", kind: "server_error", times: "forever" });
  await expect(
    signedIn.root.getByText(/TeamViewer (is not available|cannot be asked) at the moment/),
  ).toBeVisible({
    timeout: 45_000,
  });
  expect(await signedIn.code()).toBe(code);
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
  guard.expect(/403 \(Forbidden\).*\/apex\/TeamViewerCaseSession/);
  await recordPage.logIn(`/lightning/r/Case/${String(row?.["Id"])}/view`, USERS.withoutPermission);
  await recordPage.page.getByRole("tab", { name: "TeamViewer", exact: true }).click();
  const frame = recordPage.page.frameLocator("iframe[title='TeamViewer']");
  await expect(frame.locator("body")).toContainText(/level of access|Insufficient Privileges/i);
});

test("without the permission set the component says whom to ask", async ({ recordPage, org, record }) => {
  const assigned = await org.query(
    "SELECT Id FROM PermissionSetAssignment WHERE Assignee.Username = 'admin@example.com'",
  );
  for (const assignment of assigned) {
    await org.delete("PermissionSetAssignment", String(assignment["Id"]));
  }
  // An administrator may open every page, but may use TeamViewer only with the permission set.
  const panel = await recordPage.open(record.id, USERS.administrator);
  await expect(panel.alert()).toContainText("Ask your Salesforce administrator for the permission set");
});

test("a record that is deleted meanwhile is said to be gone", async ({
  signedIn,
  org,
  record,
  console: guard,
}) => {
  await org.delete("Case", record.id);
  void guard;
  await signedIn.button("New Remote Control Session").click();
  await expect(signedIn.root.getByText("This record was deleted, or you may not see it.")).toBeVisible();
});

test("an object that nobody set up is refused by name", async ({ recordPage, page, product, org }) => {
  const [contact] = await org.query(
    "SELECT Id FROM Contact WHERE Owner.Username = 'agent@example.com' LIMIT 1",
  );
  const id = String(contact?.["Id"]);
  await recordPage.logIn(
    `http://c.vf.force.localhost:${product.port}/apex/TeamViewerSession?id=${id}`,
    USERS.agent,
  );
  await expect(page.getByRole("alert")).toContainText("TeamViewer is not set up for this kind of record.");
});
