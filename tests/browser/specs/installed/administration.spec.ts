// The administration page with and without a namespace: settings, OAuth app, supported objects, health; and that no
// agent gets to it.

import { AdministrationPage } from "../../support/administration-page.ts";
import { alone, expect, test, USERS } from "../../support/fixtures.ts";
import { callNamed } from "../../support/remote-call.ts";

test("the settings are saved and obeyed", async ({ recordPage, record, org }) => {
  const page = await AdministrationPage.open(recordPage);
  await page.field("Allow RC (Remote Control) session").uncheck();
  await page.field("Allow Pilot session").check();
  await page.execute();
  const rows = await org.queryOwn("SELECT AllowPilot__c, AllowRemoteControl__c FROM TeamViewerSettings__c");
  expect(rows).toMatchObject([{ AllowPilot__c: true, AllowRemoteControl__c: false }]);
  const panel = await recordPage.open(record, USERS.agent);
  if (!(await panel.isSignedIn())) {
    await panel.signIn();
  }
  await expect(panel.button("New Pilot Session")).toBeVisible();
  await expect(panel.button("New Remote Control Session")).toHaveCount(0);
});

alone("the OAuth app is set up, and everything is in order", async ({ recordPage, org }) => {
  await org.forgetOAuthApp();
  const page = await AdministrationPage.open(recordPage);
  await expect(page.root.getByText("The app is not set up yet")).toBeVisible();
  await page.field("Client ID").fill("local-client");
  await page.field("Client secret").fill("local-secret");
  await page.button("Save the app").click();
  await expect(page.root.getByText("The app is saved.")).toBeVisible();
  await page.signIn();
  await page.check();
  for (const title of ["TeamViewer", "TeamViewer OAuth app", "Supported Objects", "E-mail templates"]) {
    await page.expectLine(title, "OK", "");
  }
  await page.expectLine("Users", "OK", "2.");
  await page.expectLine("What the permission sets cannot give", "OK", "");
});

alone(
  "who lacks the right to keep a sign-in is named where a package cannot give it",
  async ({ recordPage, names, org, simulator }) => {
    void simulator;
    const [assigned] = await org.query(
      `SELECT Id FROM PermissionSetAssignment WHERE Assignee.Username = '${USERS.agent}' ` +
        "AND PermissionSet.Name = 'Support_Agent'",
    );
    await org.delete("PermissionSetAssignment", String(assigned?.["Id"]));
    const page = await AdministrationPage.open(recordPage);
    await page.check();
    const managed = names.namespace !== "";
    const lacks = managed
      ? "Sam Okafor: User External Credentials (read, create, edit, delete), Read on Machine__c"
      : "Sam Okafor: Read on Machine__c";
    await page.expectLine("What the permission sets cannot give", "Attention", lacks);
  },
);

test("an agent neither opens the page nor calls its actions", async ({
  recordPage,
  panel,
  page,
  names,
  console: guard,
}) => {
  await expect(panel.heading("TeamViewer")).toBeVisible();
  const controller = names.namespace === "" ? "" : `${names.namespace}.`;
  for (const action of ["load", "saveSettings", "saveApp", "health", "signIn"]) {
    const answer = await callNamed(page, `${controller}TeamViewerAdminController.${action}`, "{}");
    expect(answer.reached, action).toBe(false);
  }
  guard.expect(/403 \(Forbidden\).*TeamViewerAdministration/);
  await recordPage.logIn(names.page(recordPage.port, "TeamViewerAdministration"), USERS.agent);
  await expect(page.locator("body")).toContainText(/Insufficient Privileges|level of access/i);
});
