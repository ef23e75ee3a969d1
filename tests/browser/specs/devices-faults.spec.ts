// Everything that can go wrong with the list of devices: each has its own words, and what is known stays.

import { expectAccessible } from "../support/axe.ts";
import { eachCase, faultsOf, nameOf, OUTAGES, patienceFor } from "../support/cases.ts";
import { addDevices, DevicesPanel } from "../support/devices-panel.ts";
import { alone, expect, test, USERS } from "../support/fixtures.ts";

test("opening the page while TeamViewer is out of order, and trying again", async ({
  recordPage,
  simulator,
  org,
  page,
}) => {
  await addDevices(simulator);
  const panel = await DevicesPanel.open(recordPage);
  await panel.signInOnce();
  await eachCase(OUTAGES, nameOf, async ({ kind, says, more, detail }) => {
    await org.settings({ CalloutTimeoutSeconds__c: patienceFor(kind) });
    await simulator.fail({ match: "list_devices", kind, times: "forever", ...more });
    await simulator.fail({ match: "list_managed_devices", kind, times: "forever", ...more });
    await page.reload();
    await expect(panel.alert()).toContainText(says, { timeout: 45_000 });
    await expect(panel.heading("TeamViewer cannot be shown")).toBeVisible();
    if (detail !== undefined) {
      await expect(panel.root.getByText(detail)).toBeVisible();
    }
    await expectAccessible(panel);
    await simulator.heal();
    await panel.button("Try again").click();
    await expect(panel.row("Front desk")).toBeVisible();
    await expect(panel.alert()).toHaveCount(0);
  });
});

/** One of the lists cannot be had: the other one is shown, and which is missing is said. */
const LISTS = [
  {
    operation: "list_devices",
    lacks: "The devices of your contact list are missing or incomplete.",
    there: ["<b>Étage 2</b>", "FRONT-01", "Laptop 5"],
    absent: "Till 9",
  },
  {
    operation: "list_managed_devices",
    lacks: "Your managed devices are missing or incomplete.",
    there: ["Front desk", "Till 9", "Till 10"],
    absent: "Laptop 5",
  },
];
const PARTIAL = faultsOf("invalid_permission", "server_error", "not_json", "drop");

for (const { operation, lacks, there, absent } of LISTS) {
  test(`without ${operation} the other list is shown`, async ({ recordPage, simulator, page }) => {
    await addDevices(simulator);
    const panel = await DevicesPanel.open(recordPage);
    await panel.signInOnce();
    await eachCase(PARTIAL, nameOf, async ({ kind, says, more }) => {
      await simulator.fail({ match: operation, kind, times: "forever", ...more });
      await page.reload();
      await expect(panel.root.getByText(lacks)).toBeVisible();
      await expect(panel.root.getByText(says)).toBeVisible();
      await expect(panel.names()).toHaveText(there);
      await expect(panel.row(absent)).toHaveCount(0);
      await expectAccessible(panel);
      await simulator.heal();
      await panel.button("Refresh").click();
      await expect(panel.row(absent)).toBeVisible();
      await expect(panel.root.getByText(lacks)).toHaveCount(0);
    });
  });
}

test("a rate limit of one list is said with when to ask again", async ({ recordPage, simulator }) => {
  await addDevices(simulator);
  await simulator.fail({ match: "list_managed_devices", kind: "rate_limit", retry_after: 600 });
  const panel = await DevicesPanel.open(recordPage);
  await panel.signInOnce();
  await expect(panel.root.getByText("TeamViewer gets too many requests from your account")).toBeVisible();
  await expect(panel.root.getByText(/^Ask again after .+\d:\d\d.+\.$/)).toBeVisible();
});

test("a rate limit of everything counts down until trying again makes sense", async ({
  recordPage,
  simulator,
  page,
}) => {
  await addDevices(simulator);
  const panel = await DevicesPanel.open(recordPage);
  await panel.signInOnce();
  await simulator.fail({ match: "* /api/v1/*devices", kind: "rate_limit", retry_after: 5, times: "forever" });
  await page.reload();
  await expect(panel.root.getByRole("button", { name: /^Try again in \d s$/ })).toHaveAttribute(
    "aria-disabled",
    "true",
  );
  await simulator.heal();
  await panel.button("Try again").click();
  await expect(panel.row("Front desk")).toBeVisible();
});

test("without names of groups the devices are shown, and no group can be chosen", async ({
  recordPage,
  simulator,
}) => {
  await addDevices(simulator);
  await simulator.fail({ match: "list_groups", kind: "invalid_permission", times: "forever" });
  const panel = await DevicesPanel.open(recordPage);
  await panel.signInOnce();
  await expect(panel.root.getByText("The names of your groups are missing.")).toBeVisible();
  await expect(panel.names()).toHaveCount(5);
  await expect(panel.group()).toHaveCount(0);
});

test("devices that cannot be read are counted and hide no others", async ({ recordPage, simulator }) => {
  await addDevices(simulator);
  await simulator.fail({
    match: "list_devices",
    kind: "missing_fields",
    fields: ["remotecontrol_id"],
    times: "forever",
  });
  const panel = await DevicesPanel.open(recordPage);
  await panel.signInOnce();
  await expect(
    panel.root.getByText("Devices that cannot be read and are not shown: 3", { exact: true }),
  ).toBeVisible();
  await expect(panel.names()).toHaveCount(3);
});

test("an account that cannot be told changes nothing but its name", async ({ recordPage, simulator }) => {
  await addDevices(simulator);
  const panel = await DevicesPanel.open(recordPage);
  await panel.signInOnce();
  await simulator.fail({ match: "account", kind: "invalid_permission", times: "forever" });
  await panel.page.reload();
  await expect(panel.row("Front desk")).toBeVisible();
  await expect(panel.root.getByText("Jane Miller")).toHaveCount(0);
  await expect(panel.button("Sign out")).toBeVisible();
});

test("a refresh that fails leaves what is known on the screen", async ({ recordPage, simulator }) => {
  await addDevices(simulator);
  const panel = await DevicesPanel.open(recordPage);
  await panel.signInOnce();
  await simulator.fail({ match: "* /api/v1/*devices", kind: "server_error", times: "forever" });
  await panel.button("Refresh").click();
  await expect(panel.alert()).toContainText("TeamViewer is not available at the moment.");
  await expect(panel.names()).toHaveCount(5);
  await expectAccessible(panel);
  await simulator.heal();
  await panel.button("Try again").click();
  await expect(panel.alert()).toHaveCount(0);
});

alone(
  "a sign-in that ended meanwhile is said beside the devices, and begun anew",
  async ({ recordPage, simulator }) => {
    await addDevices(simulator);
    const panel = await DevicesPanel.open(recordPage);
    await panel.signIn();
    await expect(panel.names()).toHaveCount(5);
    await simulator.tokens("revoke");
    await panel.button("Refresh").click();
    await expect(panel.alert()).toContainText("You are no longer signed in to TeamViewer");
    await expect(panel.names()).toHaveCount(5);
    await expectAccessible(panel);
    await panel.signIn();
    await expect(panel.alert()).toHaveCount(0);
  },
);

test("a blocked tab is said, and the next click works", async ({ recordPage, simulator, page }) => {
  await addDevices(simulator);
  await page.addInitScript(() => {
    const open = window.open.bind(window);
    window.open = (...where) => {
      window.open = open;
      void where;
      return null;
    };
  });
  const panel = await DevicesPanel.open(recordPage);
  if (!(await panel.isSignedIn())) {
    // The sign-in would meet the blocked tab.
    await page.evaluate(() => window.open());
    await panel.signIn();
    await page.reload();
  }
  await panel.connect("Front desk").click();
  await expect(panel.alert()).toContainText("The browser blocked the new tab.");
  await expectAccessible(panel);
  const tab = await panel.openTab(() => panel.connect("Front desk").click());
  await expect(tab).toHaveURL(/\/device\/400000001\//);
  await expect(panel.alert()).toHaveCount(0);
});

test("without a network the devices stay, and it goes on when it is back", async ({
  recordPage,
  simulator,
  context,
  console: guard,
}) => {
  await addDevices(simulator);
  const panel = await DevicesPanel.open(recordPage);
  await panel.signInOnce();
  guard.expect(/net::ERR_INTERNET_DISCONNECTED/);
  await context.setOffline(true);
  await expect(panel.root.getByText("You are offline.")).toBeVisible();
  await panel.button("Refresh").click();
  await expect(panel.alert()).toContainText("Salesforce cannot be reached.");
  await expect(panel.names()).toHaveCount(5);
  await context.setOffline(false);
  await expect(panel.alert()).toHaveCount(0);
  await expect(panel.root.getByText("You are offline.")).toHaveCount(0);
});

alone("a Salesforce login that ended is said", async ({ recordPage, simulator, org }) => {
  await addDevices(simulator);
  const panel = await DevicesPanel.open(recordPage);
  await panel.signIn();
  await expect(panel.names()).toHaveCount(5);
  await org.endLogins(USERS.agent);
  await panel.button("Refresh").click();
  await expect(panel.alert()).toContainText("Your Salesforce login has ended.");
  await expect(panel.names()).toHaveCount(5);
});

alone("without the permission set the page says whom to ask", async ({ recordPage, simulator, org }) => {
  void simulator;
  const assigned = await org.query(
    "SELECT Id FROM PermissionSetAssignment WHERE Assignee.Username = 'admin@example.com'",
  );
  for (const assignment of assigned) {
    await org.delete("PermissionSetAssignment", String(assignment["Id"]));
  }
  // An administrator may open every page, but may use TeamViewer only with the permission set.
  const panel = await DevicesPanel.open(recordPage, USERS.administrator);
  await expect(panel.alert()).toContainText("Ask your Salesforce administrator for the permission set");
  await expect(panel.button("Try again")).toHaveCount(0);
  await expectAccessible(panel);
});

test("a user whose profile opens no TeamViewer page gets Salesforce's own refusal", async ({
  recordPage,
  console: guard,
}) => {
  guard.expect(/403 \(Forbidden\).*\/apex\/\w*TeamViewerMyDevices/);
  await recordPage.logIn(recordPage.address("TeamViewerMyDevices"), USERS.withoutPermission);
  await expect(recordPage.page.locator("body")).toContainText(/level of access|Insufficient Privileges/i);
});
