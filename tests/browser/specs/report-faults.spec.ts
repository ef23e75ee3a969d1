// Whatever TeamViewer, Salesforce or the network do to a report: it is said in its own words, and there is a way out.

import { expectAccessible } from "../support/axe.ts";
import { eachCase, nameOf, OUTAGES, patienceFor } from "../support/cases.ts";
import { CONFIDENTIAL } from "../support/demo-records.ts";
import { expect, USERS } from "../support/fixtures.ts";
import { ACCOUNTS, alone, connect, keepPast, test, type ReportPages } from "../support/report-panel.ts";
import type { OpenRecord, OrgControl } from "../support/org-control.ts";
import type { SimulatorControl } from "../support/simulator-control.ts";

/** A record with one connection, and somebody signed in. */
async function prepare(
  pages: ReportPages,
  org: OrgControl,
  record: OpenRecord,
  simulator: SimulatorControl,
): Promise<void> {
  await pages.session();
  await keepPast(org, record, [{ code: "s10-000-601", daysAgo: 5 }]);
  await connect(simulator, [{ code: "s10-000-601", daysAgo: 5, device: "Reception" }]);
}

test("a report while TeamViewer is out of order, and trying again", async ({
  pages,
  org,
  record,
  simulator,
}) => {
  await prepare(pages, org, record, simulator);
  await eachCase(OUTAGES, nameOf, async ({ kind, says, more, detail }) => {
    await org.settings({ CalloutTimeoutSeconds__c: patienceFor(kind) });
    await simulator.fail({ match: "list_connections", kind, times: "forever", ...more });
    const report = await pages.report();
    await expect(report.heading("TeamViewer cannot be shown")).toBeVisible({ timeout: 45_000 });
    await expect(report.alert()).toContainText(says);
    if (detail !== undefined) {
      await expect(report.root.getByText(detail)).toBeVisible();
    }
    await expectAccessible(report);
    await simulator.heal();
    // The button counts down where TeamViewer said how long to wait.
    await report.button("Try again").click();
    await report.whole(1);
    await expect(report.alert()).toHaveCount(0);

    // What is known stays when it is read again.
    await simulator.fail({ match: "list_connections", kind, times: "forever", ...more });
    await report.button("Read again").click();
    await expect(report.alert()).toContainText(says, { timeout: 45_000 });
    await expect(report.rows()).toHaveCount(1);
    await report.button("Dismiss").click();
    await expect(report.alert()).toHaveCount(0);
    await expect(report.rows()).toHaveCount(1);
    await simulator.heal();
  });
});

/** What the Web API's servers do now and then is no fault at all. */
test("a report is whole although its token ended", async ({ pages, org, record, simulator }) => {
  await prepare(pages, org, record, simulator);
  await eachCase(["token_expired", "unauthorized"], String, async (kind) => {
    await simulator.fail({ match: "list_connections", kind });
    const report = await pages.report();
    await report.whole(1);
    await simulator.heal();
  });
});

alone("an account without a licence for reports is told so", async ({ pages, org, record, simulator }) => {
  await prepare(pages, org, record, simulator);
  const { accounts } = (await simulator.state()) as unknown as { accounts: { userid: string }[] };
  const jane = accounts.find(({ userid }) => userid === ACCOUNTS.jane);
  await simulator.add({ accounts: [{ ...jane, licence: "Business" }] });
  const report = await pages.report();
  await expect(report.alert()).toContainText("Your TeamViewer account may not do this.");
  await expect(
    report.root.getByText("TeamViewer says: Connection reports need a Premium, Corporate or Tensor license"),
  ).toBeVisible();
  // Another account may have one.
  await report.button("Sign out").click();
  await expect(report.heading("Sign in to TeamViewer")).toBeVisible();
});

alone("who is signed out signs in and gets the report", async ({ pages, org, record, simulator }) => {
  await keepPast(org, record, [{ code: "s10-000-602", daysAgo: 5 }]);
  await connect(simulator, [{ code: "s10-000-602", daysAgo: 5, device: "Reception" }]);
  const report = await pages.report();
  await expect(report.heading("Sign in to TeamViewer")).toBeVisible();
  await expect(
    report.root.getByText("Connect your TeamViewer account to see the connections of this record."),
  ).toBeVisible();
  await expectAccessible(report);
  await report.signInAs();
  await report.whole(1);

  await test.step("a sign-in that ends while the report is read", async () => {
    await simulator.tokens("revoke");
    await report.button("Read again").click();
    await expect(report.alert()).toContainText("You are no longer signed in to TeamViewer.");
    await expect(report.rows()).toHaveCount(1);
    await expect(report.button("Sign out")).toHaveCount(0);
    await expectAccessible(report);
    await report.signInAs();
    await report.whole(1);
    await expect(report.alert()).toHaveCount(0);
  });
});

test("a sign-out that TeamViewer cannot be told of signs out all the same", async ({
  pages,
  org,
  record,
  simulator,
}) => {
  await prepare(pages, org, record, simulator);
  const report = await pages.report();
  await report.whole(1);
  await simulator.fail({ match: "revoke", kind: "server_error", times: "forever" });
  await report.button("Sign out").click();
  await expect(report.heading("Sign in to TeamViewer")).toBeFocused();
  await expect(report.root.getByText("Reception")).toHaveCount(0);
});

test("a network that goes away is said, and what is shown stays", async ({
  pages,
  org,
  record,
  simulator,
  console: guard,
}) => {
  guard.expect(/net::ERR_INTERNET_DISCONNECTED/);
  await prepare(pages, org, record, simulator);
  const report = await pages.report();
  await report.whole(1);
  await report.page.context().setOffline(true);
  await expect(report.root.getByText("You are offline.")).toBeVisible();
  await report.button("Read again").click();
  await expect(report.alert()).toContainText("Salesforce cannot be reached.");
  await expect(report.rows()).toHaveCount(1);
  await report.page.context().setOffline(false);
  await expect(report.root.getByText("You are offline.")).toHaveCount(0);
  await expect(report.alert()).toHaveCount(0);
  await report.whole(1);
});

test("a Salesforce login that has ended is said", async ({ pages, org, record, simulator }) => {
  await prepare(pages, org, record, simulator);
  const report = await pages.report();
  await report.whole(1);
  await org.endLogins(USERS.agent);
  await report.button("Read again").click();
  await expect(report.alert()).toContainText("Your Salesforce login has ended.");
  await expect(report.rows()).toHaveCount(1);
});

test.describe("a record that the user may not see", () => {
  test.use({ demo: CONFIDENTIAL });

  test("has no report", async ({ pages }) => {
    const report = await pages.report();
    await expect(report.alert()).toContainText("This record was deleted, or you may not see it.");
    await expectAccessible(report);
  });
});

test("an answer that is not TeamViewer's list of connections", async ({ pages, org, record, simulator }) => {
  await prepare(pages, org, record, simulator);
  await connect(simulator, [{ code: "s10-000-601", daysAgo: 5, device: "Broken" }]);
  await simulator.fail({
    match: "list_connections",
    kind: "missing_fields",
    fields: ["start_date"],
    times: 1,
  });
  const report = await pages.report();
  await report.whole(0);
  await expect(report.root.getByText("Connections that could not be read: 2")).toBeVisible();
  await report.button("Read again").click();
  await report.whole(2);
  await expect(report.root.getByText("Connections that could not be read")).toHaveCount(0);
});
