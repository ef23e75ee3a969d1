// Everything that can go wrong with the company's report: what is there stays, each failure has its own words, and the
// report can go on.

import { expectAccessible } from "../support/axe.ts";
import { eachCase, faultsOf, nameOf, REFUSALS, SILENCE } from "../support/cases.ts";
import {
  alone,
  beImpatient,
  bePatient,
  CompanyPage,
  daysAgo,
  expect,
  known,
  test,
  USERS,
  written,
} from "../support/company-page.ts";
import { connect } from "../support/report-panel.ts";
import { consent } from "../support/session-panel.ts";

// Most wait for two reports, each of which may take as long as a thousand connections take on a busy machine.
test.describe.configure({ timeout: 240_000 });

/** The first of days whose connections fill two pages and begin a third, and which are not the days at the start. */
const THREE_PAGES = daysAgo(41);

/** A first page that does not come. */
const FIRST = faultsOf(...REFUSALS, ...SILENCE, "broken_json", "not_json");

test("opening the report while TeamViewer is out of order, and trying again", async ({
  recordPage,
  simulator,
  org,
  page,
}) => {
  // What fails here fails before any connection comes, so that one is enough.
  await connect(simulator, [{ code: "s10-000-001", daysAgo: 3, device: "Reception" }]);
  await bePatient(org);
  const company = await CompanyPage.open(recordPage);
  await company.signInOnce();
  await company.whole();
  await eachCase(FIRST, nameOf, async ({ kind, says, more, detail }) => {
    await beImpatient(org);
    await simulator.fail({ match: "list_connections", kind, times: "forever", ...more });
    await page.reload();
    await expect(company.root.getByText(says)).toBeVisible({ timeout: 45_000 });
    if (detail !== undefined) {
      await expect(company.root.getByText(detail)).toBeVisible();
    }
    await expectAccessible(company);
    await simulator.heal();
    await bePatient(org);
    await company.button("Try again").click();
    await company.whole();
    await expect(company.rows().filter({ hasText: "Reception" })).toHaveCount(1);
  });
});

/** A page in the middle that does not come. */
const SECOND = faultsOf("server_error", "hang", "not_json");

test("the second page while TeamViewer is out of order, and going on", async ({
  company,
  simulator,
  org,
}) => {
  await company.whole();
  await eachCase(SECOND, nameOf, async ({ kind, says }) => {
    if (kind === "hang") {
      await org.settings({ CalloutTimeoutSeconds__c: 12 });
    }
    await simulator.fail({ match: "list_connections", kind, after: 1 });
    await company.showDays(THREE_PAGES, daysAgo(0));
    await expect(company.alert()).toContainText(says, { timeout: 45_000 });
    await expect(company.progress()).toContainText(
      "The report is not complete: TeamViewer did not send the next page.",
    );
    // The thousand that came are there.
    expect(await company.rows().count()).toBeGreaterThan(20);
    await expectAccessible(company);
    await company.button("Continue").click();
    await company.whole();
    await expect(company.alert()).toHaveCount(0);
    const all = await known(simulator, THREE_PAGES, daysAgo(0));
    await expect(company.fact("Connections")).toHaveText(written(all.length));
    await simulator.heal();
    await bePatient(org);
  });
});

test("a rate limit in the middle is waited for, and the report goes on by itself", async ({
  company,
  simulator,
}) => {
  await company.whole();
  await simulator.fail({ match: "list_connections", kind: "rate_limit", after: 1, retry_after: 4 });
  await company.showDays(THREE_PAGES, daysAgo(0));
  await expect(company.progress()).toContainText("TeamViewer wants to be asked later.");
  await expect(company.root.getByText(/It goes on by itself in [1-4] s\./)).toBeVisible();
  await expect(company.button("Stop")).toBeVisible();
  await expectAccessible(company);
  await company.whole();
  await expect(company.alert()).toHaveCount(0);
  const all = await known(simulator, THREE_PAGES, daysAgo(0));
  await expect(company.fact("Connections")).toHaveText(written(all.length));
});

test("a report can be stopped, and goes on when the user wants", async ({ company, simulator }) => {
  await company.whole();
  await simulator.fail({ match: "list_connections", kind: "hang", after: 1 });
  await company.showDays(THREE_PAGES, daysAgo(0));
  await expect(company.root.getByText(/^Loaded: [\d,]+ of about [\d,]+ connections$/)).toBeVisible();
  await company.button("Stop").click();
  await expect(company.progress()).toContainText("You stopped the report, it is not complete.");
  await expect(company.root.getByRole("heading", { name: "Progress of the report" })).toBeFocused();
  const asked = await simulator.countOf("list_connections");
  await company.button("Continue").click();
  await company.whole();
  expect(await simulator.countOf("list_connections")).toBeGreaterThan(asked);
  const all = await known(simulator, THREE_PAGES, daysAgo(0));
  await expect(company.fact("Connections")).toHaveText(written(all.length));
});

test("a cursor that leads back ends the report with a warning", async ({ company, simulator }) => {
  await company.whole();
  const before = await simulator.countOf("list_connections");
  await simulator.settings({ report_quirks: { stuck_offset: true } });
  await company.show("Last 365 days");
  await expect(company.progress()).toContainText("TeamViewer sent the same page again", { timeout: 60_000 });
  // The first page, and the one whose cursor leads back to itself.
  expect((await simulator.countOf("list_connections")) - before).toBe(2);
  await expect(company.button("Continue")).toHaveCount(0);
  await expectAccessible(company);
});

/** What the sources of the documentation disagree on is no fault at all. */
test("a report is the same whatever quirk TeamViewer has", async ({ company, simulator }) => {
  await company.whole();
  const quirks = ["compact_dates", "bill_instead_of_fee", "by_start_date", "running_listed"];
  await eachCase(quirks, String, async (quirk, index) => {
    await simulator.settings({ report_quirks: { [quirk]: true } });
    // Another period each time, so that the page shows a report that it had not.
    await company.showDays(daysAgo(9 + index), daysAgo(3));
    const all = await known(simulator, daysAgo(9 + index), daysAgo(3));
    await expect(company.fact("Connections")).toHaveText(written(all.length));
    await company.whole();
    await simulator.settings({ report_quirks: { [quirk]: false } });
  });
});

alone("an account that sees only its own connections is told so", async ({ recordPage, simulator, org }) => {
  await bePatient(org);
  await simulator.company();
  const company = await CompanyPage.open(recordPage);
  await company.signInAs("Jane Miller");
  await company.whole();
  await expect(
    company.root.getByText("TeamViewer shows the account Jane Miller only its own connections"),
  ).toBeVisible();
  const own = (await known(simulator, daysAgo(29), daysAgo(0))).filter(
    ({ userid }) => userid === "u11293276",
  );
  await expect(company.fact("Connections")).toHaveText(written(own.length));
  await expectAccessible(company);
});

alone(
  "a token that may not list users and groups takes the names of the report",
  async ({ recordPage, simulator, org }) => {
    await bePatient(org);
    await simulator.company();
    await simulator.settings({
      app_permissions: ["Account.Read", "Connections.Read", "Connections.Modify", "Sessions.ReadOwn"],
    });
    const company = await CompanyPage.open(recordPage);
    await company.signInAs("Claire Dubois");
    await company.whole();
    const all = await known(simulator, daysAgo(29), daysAgo(0));
    const names = new Set(all.map(({ userid }) => userid));
    await expect(company.root.getByLabel("User", { exact: true }).locator("option")).toHaveCount(
      names.size + 1,
    );
    await expect(company.root.getByText("only its own")).toHaveCount(0);
  },
);

alone(
  "a licence without reports, and an account that may not see them at all",
  async ({ recordPage, simulator }) => {
    await simulator.settings({ app_permissions: ["Account.Read"] });
    const company = await CompanyPage.open(recordPage);
    const popup = await company.openTab(() => company.button("Login to your TeamViewer account").click());
    await consent(popup, "Claire Dubois");
    await expect(company.root.getByText("Your TeamViewer account may not do this.")).toBeVisible();
    await expect(company.root.getByText(/TeamViewer says: .*Connections\.Read/)).toBeVisible();
    await expectAccessible(company);
    await company.button("Sign out").click();
    await expect(company.root.getByRole("heading", { name: "Sign in to TeamViewer" })).toBeVisible();
  },
);

alone(
  "a sign-in that ends in the middle is renewed, and the report begins again",
  async ({ recordPage, simulator, org }) => {
    await bePatient(org);
    await simulator.company();
    const company = await CompanyPage.open(recordPage);
    await company.signInAs("Claire Dubois");
    await company.whole();
    await simulator.tokens("revoke");
    await company.show("Last 7 days");
    await expect(company.root.getByText("You are no longer signed in to TeamViewer.")).toBeVisible();
    // What was there is still there.
    await expect(company.root.getByRole("heading", { name: /^Connections shown: [\d,]+$/ })).toBeVisible();
    await expectAccessible(company);
    await company.signInAs("Claire Dubois");
    await company.whole();
    const all = await known(simulator, daysAgo(6), daysAgo(0));
    await expect(company.fact("Connections")).toHaveText(written(all.length));
  },
);

test("offline, the report stays and says so", async ({ company, simulator, context, console: guard }) => {
  await company.whole();
  guard.expect(/net::ERR_INTERNET_DISCONNECTED/);
  await context.setOffline(true);
  await expect(company.root.getByText("You are offline.")).toBeVisible();
  await company.show("Last 7 days");
  await expect(company.alert()).toContainText("Salesforce cannot be reached.");
  await expect(company.root.getByRole("heading", { name: /^Connections shown: [\d,]+$/ })).toBeVisible();
  await context.setOffline(false);
  // What was asked for is asked for again by itself.
  const all = await known(simulator, daysAgo(6), daysAgo(0));
  await expect(company.fact("Connections")).toHaveText(written(all.length));
  await expect(company.alert()).toHaveCount(0);
});

alone("without the permission set an administrator is told whom to ask", async ({ recordPage, org }) => {
  const assigned = await org.query(
    `SELECT Id FROM PermissionSetAssignment WHERE Assignee.Username = '${USERS.administrator}'`,
  );
  for (const assignment of assigned) {
    await org.delete("PermissionSetAssignment", String(assignment["Id"]));
  }
  const company = await CompanyPage.open(recordPage);
  await expect(company.alert()).toContainText("permission set “TeamViewer Administrator”");
  await expectAccessible(company);
});

alone(
  "a Salesforce login that has ended is said, and nothing is lost",
  async ({ recordPage, simulator, org }) => {
    await bePatient(org);
    await simulator.company();
    const company = await CompanyPage.open(recordPage);
    await company.signInAs();
    await company.whole();
    await org.endLogins(USERS.administrator);
    await company.button("Show report").click();
    await expect(company.alert()).toContainText("Your Salesforce login has ended.");
    await expect(company.root.getByRole("heading", { name: /^Connections shown: [\d,]+$/ })).toBeVisible();
  },
);
