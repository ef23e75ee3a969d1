// Everything that can go wrong on the administration page: each has its own words, and what was entered stays.

import { AdministrationPage } from "../support/administration-page.ts";
import { expectAccessible } from "../support/axe.ts";
import { alone, expect, test, USERS } from "../support/fixtures.ts";

const POLL = "Seconds between two refreshes of a page";

test("without a network nothing is saved, nothing is lost, and the next click works", async ({
  recordPage,
  context,
  console: guard,
}) => {
  const administration = await AdministrationPage.open(recordPage);
  await administration.field(POLL).fill("45");
  guard.expect(/net::ERR_INTERNET_DISCONNECTED/);
  await context.setOffline(true);
  await expect(administration.root.getByText("You are offline.")).toBeVisible();
  await administration.button("Execute").click();
  await expect(administration.alert()).toContainText("Salesforce cannot be reached.");
  await expect(administration.field(POLL)).toHaveValue("45");
  await expect(administration.root.getByText("The settings are saved.")).toHaveCount(0);
  await expectAccessible(administration);
  await context.setOffline(false);
  await expect(administration.root.getByText("You are offline.")).toHaveCount(0);
  await expect(administration.field(POLL)).toHaveValue("45");
  await administration.execute();
  await expect(administration.alert()).toHaveCount(0);
});

test("a page that cannot be loaded says so and can be asked for again", async ({
  recordPage,
  page,
  console: guard,
}) => {
  await page.route("**/apexremote", async (route) => route.abort("connectionrefused"));
  guard.expect(/net::ERR_CONNECTION_REFUSED/);
  const administration = await AdministrationPage.open(recordPage);
  await expect(administration.alert()).toContainText("Salesforce cannot be reached.");
  await expectAccessible(administration);
  await page.unroute("**/apexremote");
  await administration.button("Try again").click();
  await expect(administration.field(POLL)).toBeVisible();
});

alone(
  "a Salesforce login that ended is said, and what was entered stays",
  async ({ recordPage, org, simulator }) => {
    void simulator;
    const administration = await AdministrationPage.open(recordPage);
    await administration.field(POLL).fill("45");
    await org.endLogins(USERS.administrator);
    await administration.button("Execute").click();
    await expect(administration.alert()).toContainText("Your Salesforce login has ended.");
    await expect(administration.field(POLL)).toHaveValue("45");
    await expectAccessible(administration);
  },
);

alone(
  "an administrator without the permission set is told which one to ask for",
  async ({ recordPage, org, simulator }) => {
    void simulator;
    const assigned = await org.query(
      `SELECT Id FROM PermissionSetAssignment WHERE Assignee.Username = '${USERS.administrator}'`,
    );
    for (const { Id } of assigned) {
      await org.delete("PermissionSetAssignment", String(Id));
    }
    const administration = await AdministrationPage.open(recordPage);
    await expect(administration.alert()).toContainText("permission set “TeamViewer Administrator”");
    await expect(administration.button("Try again")).toHaveCount(0);
    await expect(administration.button("Execute")).toHaveCount(0);
    await expectAccessible(administration);
  },
);

alone(
  "who may not customize the org reads which permission is missing",
  async ({ recordPage, org, simulator }) => {
    void simulator;
    const [user] = await org.query(`SELECT Id FROM User WHERE Username = '${USERS.agent}'`);
    const [set] = await org.query("SELECT Id FROM PermissionSet WHERE Name = 'TeamViewer_Administrator'");
    await org.insert("PermissionSetAssignment", { AssigneeId: user?.["Id"], PermissionSetId: set?.["Id"] });
    const administration = await AdministrationPage.open(recordPage, USERS.agent);
    const app = administration.part("TeamViewer OAuth App");
    await expect(app).toContainText("Salesforce cannot use the TeamViewer app of this org");
    await expect(app).toContainText("Salesforce says: You don't have access to this resource.");
    await expect(administration.button("Save the app")).toHaveCount(0);
    await expectAccessible(administration);
    await administration.field(POLL).fill("45");
    await administration.button("Execute").click();
    await expect(administration.alert().first()).toContainText(
      "You need the permission “Customize Application”.",
    );
    await expect(administration.field(POLL)).toHaveValue("45");
    await expectAccessible(administration);
    await administration.check();
    await administration.expectLine("TeamViewer OAuth app", "Unknown", "It cannot be seen");
  },
);
