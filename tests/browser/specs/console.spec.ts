// The console: records in tabs, and the notification at the bottom right.

import { expectPageAccessible } from "../support/axe.ts";
import { Classic, panelIn } from "../support/classic.ts";
import { alone, expect, test, USERS } from "../support/fixtures.ts";
import { Setup } from "../support/setup.ts";

test("the notification stands at the bottom right and runs before anybody opens it", async ({
  recordPage,
  page,
}) => {
  const classic = new Classic(page, recordPage.port);
  await classic.logIn("/console", USERS.agent);
  const button = page.getByRole("contentinfo").getByRole("button", { name: "TeamViewer" });
  const frame = page.locator("footer iframe");
  await expect(frame.contentFrame().locator("#teamviewer")).toBeAttached();
  await expect(frame).toBeHidden();
  const place = await button.boundingBox();
  const view = page.viewportSize();
  expect(view).not.toBeNull();
  expect(place).not.toBeNull();
  expect((view?.width ?? 0) - ((place?.x ?? 0) + (place?.width ?? 0))).toBeLessThan(20);
  expect((view?.height ?? 0) - ((place?.y ?? 0) + (place?.height ?? 0))).toBeLessThan(20);
  await expectPageAccessible(page);
  await button.click();
  await expect(button).toHaveAttribute("aria-expanded", "true");
  await expect(frame).toBeVisible();
  await expectPageAccessible(page);
  await button.press("Escape");
  await expect(frame).toBeHidden();
});

test("a Case opens in a tab of its own, with the component", async ({ recordPage, record, page }) => {
  const classic = new Classic(page, recordPage.port);
  await classic.logIn("/console", USERS.agent);
  const navigation = page.getByTitle("Navigation", { exact: true }).contentFrame();
  await navigation.getByRole("link", { name: record.name }).click();
  const tab = page.getByRole("tab", { name: record.name });
  await expect(tab).toBeFocused();
  await expect(tab).toHaveAttribute("aria-selected", "true");
  const shown = page.getByTitle(record.name, { exact: true }).contentFrame();
  const section = shown.getByRole("region", { name: "TeamViewer", exact: true });
  await panelIn(page, section.locator("iframe"));
  // The record stands in the console, not in a page with a header of its own.
  await expect(shown.getByRole("banner")).toHaveCount(0);
  await expectPageAccessible(page);
  await page.keyboard.press("ArrowLeft");
  await expect(page.getByRole("tab", { name: "Navigation" })).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await page.getByRole("button", { name: `Close ${record.name}` }).click();
  await expect(tab).toHaveCount(0);
  await expect(page.getByRole("tab", { name: "Navigation" })).toHaveAttribute("aria-selected", "true");
});

alone("a component that is not selected for the app is not there", async ({ recordPage, names, page }) => {
  const classic = new Classic(page, recordPage.port);
  const setup = new Setup(page, recordPage.port);
  const button = page.getByRole("contentinfo").getByRole("button", { name: "TeamViewer" });
  for (const on of [false, true]) {
    await setup.open();
    await setup.goTo("App Manager");
    await setup.link("Edit Support Console").click();
    await expectPageAccessible(page);
    await setup.set(names.own("TVSessionNotification"), on);
    await classic.logIn("/console", USERS.agent);
    await expect(page.getByRole("heading", { name: "Support Console" })).toBeVisible();
    await expect(button).toHaveCount(on ? 1 : 0);
  }
});
