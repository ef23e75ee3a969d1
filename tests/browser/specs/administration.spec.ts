// What an administrator sets up on the page TeamViewer Administration, and that the org obeys it.

import { AdministrationPage, countCalls } from "../support/administration-page.ts";
import { expectAccessible } from "../support/axe.ts";
import { RECORDS } from "../support/demo-records.ts";
import { alone, expect, test, USERS } from "../support/fixtures.ts";
import { Setup } from "../support/setup.ts";

const POLL = "Seconds between two refreshes of a page";
const IDLE = "Minutes without anybody at the browser after which notifications stop";
const TIMEOUT = "Seconds to wait for one answer of TeamViewer";
const VALIDITY = "Hours that a new session is valid";
const GROUP = "TeamViewer group of new sessions";
const REMOTE_CONTROL = "Allow RC (Remote Control) session";
const PILOT = "Allow Pilot session";
const RECORD_NAME = "Send the name of the record";

test("Execute saves the settings in one call, and sessions obey them", async ({
  recordPage,
  page,
  record,
  simulator,
  org,
}) => {
  const administration = await AdministrationPage.open(recordPage);
  await expect(administration.field(REMOTE_CONTROL)).toBeChecked();
  await expect(administration.field(PILOT)).not.toBeChecked();
  await expectAccessible(administration);
  await administration.field(REMOTE_CONTROL).uncheck();
  await administration.field(PILOT).check();
  await administration.field(GROUP).fill("Helpdesk");
  await administration.field(VALIDITY).fill("8");
  const count = countCalls(page);
  await administration.execute();
  expect(count.calls).toBe(1);
  await expectAccessible(administration);
  // Whatever is entered next is not saved yet.
  await administration.field(IDLE).fill("90");
  await expect(administration.root.getByText("The settings are saved.")).toHaveCount(0);
  await administration.execute();
  await page.reload();
  await expect(administration.field(REMOTE_CONTROL)).not.toBeChecked();
  await expect(administration.field(GROUP)).toHaveValue("Helpdesk");
  await expect(administration.field(IDLE)).toHaveValue("90");
  const rows = await org.queryOwn("SELECT NotificationIdleMinutes__c FROM TeamViewerSettings__c");
  expect(rows).toMatchObject([{ NotificationIdleMinutes__c: 90 }]);

  const panel = await recordPage.open(record, USERS.agent);
  if (!(await panel.isSignedIn())) {
    await panel.signIn();
  }
  await expect(panel.button("New Pilot Session")).toBeVisible();
  await expect(panel.button("New Remote Control Session")).toHaveCount(0);
  const session = await simulator.cloudSession(await panel.create("Pilot"));
  const hours = (Date.parse(session.valid_until) - Date.parse(session.created_at)) / 3_600_000;
  expect(Math.round(hours)).toBe(8);
  const { groups } = await simulator.state();
  expect(groups.find(({ id }) => id === session.groupid)?.name).toBe("Helpdesk");
});

test("numbers out of their bounds are not sent, and say what they may be", async ({ recordPage, page }) => {
  const administration = await AdministrationPage.open(recordPage);
  await expect(administration.field(POLL)).toHaveValue("5");
  const count = countCalls(page);
  for (const [label, value, says] of [
    [POLL, "4", "Enter a whole number from 5 to 3,600."],
    [IDLE, "1441", "Enter a whole number from 1 to 1,440."],
    [TIMEOUT, "twenty", "Enter a whole number from 1 to 120."],
    [VALIDITY, "0.5", "Enter a whole number from 1 to 720."],
  ] as const) {
    const before = await administration.field(label).inputValue();
    await administration.field(label).fill(value);
    await administration.button("Execute").click();
    await expect(administration.wrong(label)).toHaveText(says);
    await expect(administration.field(label)).toHaveAttribute("aria-invalid", "true");
    await expect(administration.field(label)).toBeFocused();
    await expect(administration.field(label)).toHaveValue(value);
    await expectAccessible(administration);
    await administration.field(label).fill(before);
    await expect(administration.wrong(label)).toHaveCount(0);
  }
  expect(count.calls).toBe(0);
  await administration.execute();
  expect(count.calls).toBe(1);
});

test("an empty number is the usual one", async ({ recordPage, org }) => {
  const administration = await AdministrationPage.open(recordPage);
  for (const label of [POLL, IDLE, TIMEOUT, VALIDITY, GROUP]) {
    await administration.field(label).fill("");
  }
  await administration.execute();
  for (const [label, value] of [
    [POLL, "15"],
    [IDLE, "120"],
    [TIMEOUT, "20"],
    [VALIDITY, ""],
    [GROUP, "Salesforce"],
  ] as const) {
    await expect(administration.field(label)).toHaveValue(value);
  }
  // Quick again, for what else the test's end waits for.
  await org.settings({ CalloutTimeoutSeconds__c: 2 });
});

test("the settings are changed by keyboard alone", async ({ recordPage, page, org }) => {
  const administration = await AdministrationPage.open(recordPage);
  await administration.tabTo(administration.field(PILOT));
  await page.keyboard.press("Space");
  await administration.tabTo(administration.field(POLL));
  await page.keyboard.press("Control+a");
  await page.keyboard.type("25");
  await page.keyboard.press("Enter");
  await expect(administration.root.getByText("The settings are saved.")).not.toHaveCount(0);
  const rows = await org.queryOwn("SELECT PollSeconds__c, AllowPilot__c FROM TeamViewerSettings__c");
  expect(rows).toMatchObject([{ PollSeconds__c: 25, AllowPilot__c: true }]);
});

test.describe("with the opt-in", () => {
  // What the opt-in lets out is no secret any more.
  const demo = RECORDS.Case;
  test.use({
    demo: { ...demo, secretFields: demo.secretFields.filter((name) => name !== "CaseNumber") },
  });

  test("the name of a record leaves Salesforce only where the administrator opted in", async ({
    recordPage,
    record,
    simulator,
    typed,
  }) => {
    const administration = await AdministrationPage.open(recordPage);
    await expect(administration.field(RECORD_NAME)).not.toBeChecked();
    await expect(administration.root.getByText("TeamViewer is sent only what a session needs")).toBeVisible();
    await administration.field(RECORD_NAME).check();
    await administration.execute();
    const panel = await recordPage.open(record, USERS.agent);
    if (!(await panel.isSignedIn())) {
      await panel.signIn();
    }
    // What the opt-in allows, word for word.
    const description = `Salesforce support session ${record.name}`;
    typed.names.add(description);
    const session = await simulator.cloudSession(await panel.create());
    expect(session.details.description).toBe(description);
  });
});

test("without any kind of session the page says what that means", async ({ recordPage }) => {
  const administration = await AdministrationPage.open(recordPage);
  await administration.field(REMOTE_CONTROL).uncheck();
  await expect(administration.root.getByText("Tick one or both")).toBeVisible();
  await expectAccessible(administration);
});

alone(
  "the OAuth app is set up here: nobody reads the secret, and the sign-in works",
  async ({ recordPage, record, page, org, product }) => {
    await org.forgetOAuthApp();
    const agent = await recordPage.open(record, USERS.agent);
    await agent.button("Login to your TeamViewer account").click();
    await expect(agent.alert()).toContainText("Salesforce cannot use the TeamViewer app of this org");

    const administration = await AdministrationPage.open(recordPage);
    await expect(administration.root.getByText("The app is not set up yet")).toBeVisible();
    const callback = `http://my.salesforce.localhost:${product.port}/services/authcallback/TeamViewer`;
    await expect(administration.root.getByText(callback, { exact: true })).toBeVisible();
    await administration.root.getByRole("button", { name: "Copy the redirect URI" }).click();
    await expect(administration.root.getByRole("button", { name: "Copied the redirect URI" })).toBeVisible();
    await expectAccessible(administration);

    await administration.button("Save the app").click();
    await expect(administration.wrong("Client ID")).toHaveText("Enter the client ID.");
    await expect(administration.wrong("Client secret")).toHaveText("Enter the client secret.");
    await expect(administration.field("Client ID")).toBeFocused();
    await expectAccessible(administration);

    const count = countCalls(page);
    await administration.field("Client ID").fill("local-client");
    await administration.field("Client secret").fill("local-secret");
    expect(await page.content()).not.toContain("local-secret");
    await administration.field("Client secret").press("Enter");
    await expect(administration.root.getByText("The app is saved.")).toBeVisible();
    expect(count.calls).toBe(1);
    await expect(administration.field("Client secret")).toHaveValue("");
    await expect(administration.field("Client ID")).toHaveValue("local-client");
    await expectAccessible(administration);
    await administration.signIn();
    await administration.expectLine("TeamViewer", "OK", "TeamViewer can be reached and knows you.");
    await expectAccessible(administration);

    await page.reload();
    await expect(administration.field("Client ID")).toHaveValue("local-client");
    await expect(administration.field("Client secret")).toHaveValue("");
    await expect(administration.root.getByText("Client ID and client secret are stored.")).toBeVisible();
    const visited = await recordPage.open(record, USERS.agent);
    await visited.signIn();
  },
);

alone(
  "a client that TeamViewer does not know can be replaced",
  async ({ recordPage, context, console: guard }) => {
    const administration = await AdministrationPage.open(recordPage);
    await administration.field("Client ID").fill("somebody-else");
    await administration.field("Client secret").fill("wrong");
    await administration.button("Save the app").click();
    await expect(administration.root.getByText("The app is saved.")).toBeVisible();
    guard.expect(/400 \(Bad Request\).*oauth2\/authorize/);
    const tab = await administration.openTab(() =>
      administration.button("Login to your TeamViewer account").click(),
    );
    await expect(tab.locator("body")).toContainText(/client/i);
    await tab.close();
    await administration.button("Cancel").click();
    expect(context.pages()).toHaveLength(1);
    await administration.field("Client ID").fill("local-client");
    await administration.field("Client secret").fill("local-secret");
    await administration.button("Save the app").click();
    await expect(administration.root.getByText("The app is saved.")).toBeVisible();
    const again = await administration.openTab(() =>
      administration.button("Login to your TeamViewer account").click(),
    );
    await expect(again.getByRole("button", { name: "Sign in as Jane Miller" })).toBeVisible();
  },
);

test("the supported objects are listed, and entered on Salesforce's own page", async ({
  recordPage,
  page,
}) => {
  const administration = await AdministrationPage.open(recordPage);
  for (const [label, object, nameField] of [
    ["Account", "Account", "Name"],
    ["Case", "Case", "CaseNumber"],
    ["Contact", "Contact", "Name"],
    ["Lead", "Lead", "Name"],
    ["Opportunity", "Opportunity", "Name"],
    ["Machine", "Machine__c", "Name"],
  ] as const) {
    const cells = administration.object(label).getByRole("cell");
    await expect(cells.nth(0)).toHaveText(object);
    await expect(cells.nth(1)).toHaveText(nameField);
    await expect(cells.nth(4), label).toHaveText(/OK$/);
  }
  const link = administration.root.getByRole("link", { name: "Supported Objects" });
  const setup = await administration.openTab(() => link.click());
  await expect(setup).toHaveURL(/\/lightning\/setup\/CustomMetadata\/page\?address=%2Fm/);
  await expect(setup.getByRole("heading", { level: 1 })).toContainText("Supported Object");
  await expect(
    setup.getByRole("main").getByText("CaseNumber").or(setup.getByText("Case")).first(),
  ).toBeVisible();
  await setup.close();
  await page.bringToFront();
});

/** Changes the entry of the machines on Salesforce's own page, as the administrator who is logged in already. */
async function enter(setup: Setup, fields: Readonly<Record<string, string>>): Promise<void> {
  // Another login would end this one.
  await setup.page.goto(`http://lightning.force.localhost:${setup.port}/lightning/setup/SetupOneHome/home`);
  await setup.records("Supported Object");
  await setup.link("Edit Machine").click();
  for (const [label, value] of Object.entries(fields)) {
    await setup.field(label).fill(value);
  }
  await setup.save();
  await setup.heading("Supported Object: Machine");
}

alone(
  "fields that an administrator enters wrongly are named with their remedies",
  async ({ recordPage, page, context }) => {
    const administration = await AdministrationPage.open(recordPage);
    const machine = administration.object("Machine");
    await expect(machine.getByRole("cell").nth(4)).toHaveText(/OK$/);
    await enter(new Setup(await context.newPage(), recordPage.port), {
      "Name Field": "Nope__c",
      "Email Field": "ServicePhone__c",
      "Mobile Field": "ServiceEmail__c",
      "Contact Field": "Name",
      "Email Template Description": "<b>none</b>",
    });
    const count = countCalls(page);
    await administration.button("Refresh the list").click();
    for (const says of [
      "The object has no field “Nope__c”.",
      "“ServicePhone__c” is no e-mail field.",
      "“ServiceEmail__c” is no phone field.",
      "“Name” is no lookup to Contact.",
      "No e-mail template has the description “<b>none</b>”.",
    ]) {
      await expect(machine).toContainText(says);
    }
    expect(count.calls).toBe(1);
    await expectAccessible(administration);
    await administration.check();
    await administration.expectLine("Supported Objects", "Attention", "Machine");
    await administration.expectLine("E-mail templates", "Attention", "Machine");
  },
);

alone(
  "an object that is not there or has no page is named with its remedy",
  async ({ recordPage, context }) => {
    const administration = await AdministrationPage.open(recordPage);
    const machine = administration.object("Machine");
    const setup = new Setup(await context.newPage(), recordPage.port);
    await enter(setup, { "supported Object": "Ship__c" });
    await administration.button("Refresh the list").click();
    await expect(machine).toContainText("There is no object “Ship__c”.");
    await enter(setup, { "supported Object": "Campaign", "Name Field": "Name", "Email Field": "" });
    await administration.button("Refresh the list").click();
    await expect(machine).toContainText("The org has no Visualforce page with the session on this object.");
  },
);
