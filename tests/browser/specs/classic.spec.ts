// Salesforce Classic: the component on page layouts and as a quick action, and the notification on the home page.

import { expectPageAccessible } from "../support/axe.ts";
import { Classic } from "../support/classic.ts";
import { OBJECTS, RECORDS } from "../support/demo-records.ts";
import { alone, expect, test, USERS } from "../support/fixtures.ts";
import { Setup } from "../support/setup.ts";

alone("without actions in the publisher there is no quick action", async ({ recordPage, record, page }) => {
  const classic = new Classic(page, recordPage.port);
  const setup = new Setup(page, recordPage.port);
  await setup.open();
  await setup.goTo("Chatter Settings");
  await expectPageAccessible(page);
  await setup.set("Enable Actions in the Publisher", false);
  await classic.open(record, USERS.agent);
  await expect(page.getByRole("tab", { name: "Post" })).toBeVisible();
  await expect(page.getByRole("tab", { name: "TeamViewer" })).toHaveCount(0);
  await setup.open();
  await setup.goTo("Chatter Settings");
  await setup.set("Enable Actions in the Publisher", true);
  await classic.open(record, USERS.agent);
  await expect(page.getByRole("tab", { name: "TeamViewer" })).toBeVisible();
});

for (const object of OBJECTS) {
  test.describe(object, () => {
    test.use({ demo: RECORDS[object] });

    test("has the sections of its page layout", async ({ recordPage, record, page }) => {
      const classic = new Classic(page, recordPage.port);
      await classic.open(record, USERS.agent);
      await classic.panel();
      for (const section of ["TeamViewer History", "Connection Report"]) {
        const frame = classic.section(section).locator("iframe").contentFrame();
        await expect(frame.locator("#teamviewer")).toBeVisible();
      }
      await expectPageAccessible(page);
    });
  });
}

alone("the layout's editor sets the height", async ({ recordPage, record, page }) => {
  const classic = new Classic(page, recordPage.port);
  await classic.open(record, USERS.administrator);
  await page.getByRole("link", { name: "Edit Layout" }).click();
  const setup = new Setup(page, recordPage.port);
  await setup.heading("Case Layout");
  await expectPageAccessible(page);
  const own = page.getByRole("group", { name: "Section TeamViewer", exact: true });
  await own.getByRole("textbox", { name: "Height (in pixels)" }).fill("360");
  await setup.save();
  await classic.open(record, USERS.agent);
  await expect(classic.section("TeamViewer").locator("iframe")).toHaveJSProperty("clientHeight", 360);
  await classic.open(record, USERS.administrator);
  await page.getByRole("link", { name: "Edit Layout" }).click();
  await own.getByRole("textbox", { name: "Height (in pixels)" }).fill("200");
  await setup.save();
});

alone(
  "the notification is on the home page, and on all pages when the org is set so",
  async ({ recordPage, record, names, page }) => {
    const classic = new Classic(page, recordPage.port);
    const setup = new Setup(page, recordPage.port);
    const component = page.getByRole("region", { name: names.own("TVSessionNotification") });
    const everywhere = "Show Custom Sidebar Components on All Pages";
    await setup.open();
    await setup.goTo("User Interface");
    await expectPageAccessible(page);
    await setup.set(everywhere, false);
    await classic.logIn("/home/home.jsp", USERS.agent);
    await expect(component.locator("iframe").contentFrame().locator("#teamviewer")).toBeAttached();
    await expectPageAccessible(page);
    await classic.open(record, USERS.agent);
    await expect(component).toHaveCount(0);
    await setup.open();
    await setup.goTo("User Interface");
    await setup.set(everywhere, true);
    await classic.open(record, USERS.agent);
    await expect(component.locator("iframe").contentFrame().locator("#teamviewer")).toBeAttached();
  },
);

alone(
  "a component that is not ticked on the home page layout is not there",
  async ({ recordPage, names, page }) => {
    const classic = new Classic(page, recordPage.port);
    const setup = new Setup(page, recordPage.port);
    const name = names.own("TVSessionNotification");
    for (const on of [false, true]) {
      await setup.open();
      await setup.goTo("Home Page Layouts");
      await setup.link("Edit Home Page Default").click();
      await expectPageAccessible(page);
      await setup.set(name, on);
      await classic.logIn("/home/home.jsp", USERS.agent);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(page.getByRole("region", { name })).toHaveCount(on ? 1 : 0);
    }
  },
);

test("one is in Classic, then in Lightning, on the same record", async ({ recordPage, record, page }) => {
  const classic = new Classic(page, recordPage.port);
  await classic.open(record, USERS.agent);
  await page.getByRole("link", { name: "Switch to Lightning Experience" }).click();
  await expect(page).toHaveURL(/lightning\.force\.localhost:\d+\/lightning\/r\/Case\//);
  await page.getByRole("link", { name: "Switch to Salesforce Classic" }).click();
  await expect(page).toHaveURL(classic.address(`/${record.id}`));
  await page.getByRole("link", { name: "Cases", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Cases" })).toBeVisible();
  await expectPageAccessible(page);
});
