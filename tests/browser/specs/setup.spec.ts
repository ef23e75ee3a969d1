// Setup: what an administrator changes there is obeyed by the component at once.

import { expectPageAccessible } from "../support/axe.ts";
import { Classic } from "../support/classic.ts";
import { OTHER_RECORDS } from "../support/demo-records.ts";
import { alone, expect, test, USERS } from "../support/fixtures.ts";
import { Setup } from "../support/setup.ts";
import { SENT } from "../support/share-dialog.ts";

alone(
  "Allow Custom Recipient? makes the recipient editable",
  async ({ recordPage, record, signedIn, org, page }) => {
    await signedIn.create();
    const dialog = await signedIn.openShare();
    await expect(dialog.email()).not.toBeEditable();
    const setup = new Setup(page, recordPage.port);
    await setup.open();
    await setup.records("Supported Object");
    await setup.heading("Supported Objects");
    await expectPageAccessible(page);
    await setup.link("Edit Case").click();
    await expectPageAccessible(page);
    await setup.set("Allow Custom Recipient?", true);
    await setup.heading("Supported Object: Case");
    const panel = await recordPage.open(record, USERS.agent);
    const again = await panel.openShare();
    await expect(again.email()).toBeEditable();
    await again.email().fill("night.shift@else.example");
    await again.send(SENT.email);
    expect(await org.mails()).toMatchObject([{ to: ["night.shift@else.example"] }]);
  },
);

test.describe("a record of an object that is not supported yet", () => {
  test.use({ demo: OTHER_RECORDS["a custom object's own fields"] });

  alone(
    "New in Supported Objects makes it work",
    async ({ recordPage, record, org, console: guard, page }) => {
      guard.expect(/422 \(Unprocessable Entity\)/);
      const setup = new Setup(page, recordPage.port);
      const moved = "Kept for later";
      await setup.open();
      await setup.records("Supported Object");
      await setup.link("Edit Machine").click();
      await setup.field("supported Object").fill("Nothing__c");
      await setup.field("Label").fill(moved);
      await setup.save();
      await setup.heading(`Supported Object: ${moved}`);
      await recordPage.logIn(`/lightning/r/Machine__c/${record.id}/view`, USERS.agent);
      const unsupported = await recordPage.panel();
      await expect(unsupported.root.getByText(/not set up for this kind of record/)).toBeVisible();

      await setup.open();
      await setup.records("Supported Object");
      await setup.link("New").click();
      await expectPageAccessible(page);
      await setup.save();
      await expect(page.getByRole("alert")).toContainText("Label: is required");
      await expectPageAccessible(page);
      await setup.field("Label").fill("Machines");
      await setup.field("Email Template Description").fill("teamviewer_Machine_template");
      await setup.field("supported Object").fill("Machine__c");
      await setup.field("Name Field").fill("Name");
      await setup.field("Email Field").fill("ServiceEmail__c");
      await setup.save();
      await setup.heading("Supported Object: Machines");
      const panel = await recordPage.open(record, USERS.agent);
      await panel.signIn();
      await panel.create();
      const dialog = await panel.openShare();
      await dialog.send(SENT.email);
      expect(await org.mails()).toMatchObject([{ to: ["station2@tamarack-library.example"] }]);
    },
  );
});

alone(
  "an assigned permission set lets a user in",
  async ({ recordPage, record, org, console: guard, page }) => {
    // Cases are private in the demo org: this user needs one of their own.
    const [user] = await org.query(`SELECT Id FROM User WHERE Username = '${USERS.withoutPermission}'`);
    await org.update("Case", { Id: record.id, OwnerId: user?.["Id"] });
    const classic = new Classic(page, recordPage.port);
    const setup = new Setup(page, recordPage.port);
    const component = classic.section("TeamViewer").locator("iframe").contentFrame();

    guard.expect(/403 \(Forbidden\)/);
    await classic.open(record, USERS.withoutPermission);
    await expect(component.getByRole("heading", { name: "Insufficient Privileges" })).toBeVisible();

    await setup.open();
    await setup.goTo("Permission Sets");
    await expectPageAccessible(page);
    await setup.link("TeamViewer User").click();
    await setup.link("Manage Assignments").click();
    await expectPageAccessible(page);
    await setup.link("Add Assignments").click();
    await expectPageAccessible(page);
    await page.getByRole("checkbox", { name: "Select Noé Lambert" }).check();
    await page.getByRole("button", { name: "Assign", exact: true }).click();
    await setup.heading("TeamViewer User: Current Assignments");
    await expect(page.getByRole("cell", { name: USERS.withoutPermission })).toBeVisible();

    await classic.open(record, USERS.withoutPermission);
    // In the language of the user, who is French.
    await expect(
      component.getByRole("button", { name: "Se connecter à votre compte TeamViewer" }),
    ).toBeVisible();
  },
);

alone(
  "Chatter is switched off and on, and sharing offers a message only with it",
  async ({ recordPage, signedIn, record, page }) => {
    await signedIn.create();
    const setup = new Setup(page, recordPage.port);
    for (const on of [false, true]) {
      await setup.open();
      await setup.goTo("Chatter Settings");
      await setup.set("Enable", on);
      const panel = await recordPage.open(record, USERS.agent);
      const dialog = await panel.openShare();
      await expect(dialog.message()).toHaveCount(on ? 1 : 0);
    }
  },
);

alone(
  "a template's description puts it on the share dialogue",
  async ({ recordPage, signedIn, record, page }) => {
    await signedIn.create();
    const setup = new Setup(page, recordPage.port);
    await setup.open();
    await setup.goTo("Email Templates");
    await setup.choice("Folder").selectOption("TeamViewer Templates");
    await page.getByRole("button", { name: "Show" }).click();
    await expectPageAccessible(page);
    await setup.link("New Template").click();
    await expectPageAccessible(page);
    await setup.field("Template Unique Name").fill("Second_visit");
    await setup.field("Email Template Name").fill("Second visit");
    await setup.field("Description").fill("teamviewer_Case_template");
    await setup.field("Subject").fill("We are back");
    await setup.field("Email Body").fill("Hello again");
    await setup.save();
    await setup.heading("Email Templates");
    const panel = await recordPage.open(record, USERS.agent);
    const dialog = await panel.openShare();
    await expect(dialog.template().getByRole("option", { name: "Second visit" })).toBeAttached();
  },
);

alone("the form of a component is set in the page's editor", async ({ recordPage, record, page }) => {
  const setup = new Setup(page, recordPage.port);
  await recordPage.logIn(`/lightning/r/Case/${record.id}/view`, USERS.administrator);
  await page.getByRole("link", { name: "Edit Page" }).click();
  await setup.heading("Case Record Page");
  await expectPageAccessible(page);
  const form = setup.choice("Form");
  await expect(form).toHaveValue("Desktop");
  await form.selectOption("Mobile");
  await setup.save();
  await recordPage.logIn(`/lightning/r/Case/${record.id}/view`, USERS.agent);
  await page.getByRole("tab", { name: "Connection Report", exact: true }).click();
  await expect(page.locator("iframe[src*='form=Mobile']")).toBeVisible();
});

alone("the notification is added to the utility bar of an app", async ({ recordPage, names, page }) => {
  const setup = new Setup(page, recordPage.port);
  const bar = page.getByRole("contentinfo", { name: "Utility Bar" });
  await setup.open();
  await setup.goTo("App Manager");
  await setup.link("Edit Service Desk").click();
  await expectPageAccessible(page);
  await setup.field("Label").fill("Sessions");
  await setup.choice("Visualforce Page Name").selectOption(names.own("tvSessionNotification"));
  await page.getByRole("checkbox", { name: "Load in background when app opens" }).check();
  await setup.save();
  await recordPage.logIn("/lightning/app/Service_Desk", USERS.administrator);
  await expect(bar.getByRole("button", { name: "Sessions", exact: true })).toBeVisible();
  // Its page runs before anybody opens it.
  await expect(bar.getByTitle("Sessions").contentFrame().locator("#teamviewer")).toBeAttached();
});

test("nobody but an administrator opens Setup", async ({ recordPage, console: guard, page }) => {
  guard.expect(/403 \(Forbidden\)/);
  await recordPage.logIn("/lightning/setup/CustomMetadata/home", USERS.agent);
  await expect(page.getByRole("heading", { name: "Insufficient Privileges" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Setup", exact: true })).toHaveCount(0);
});
