// Apps and tabs in Lightning: what the App Launcher offers, to whom, and by keyboard.

import { expectPageAccessible } from "../support/axe.ts";
import { expect, test, USERS } from "../support/fixtures.ts";
import { Shell } from "../support/shell.ts";

const HOME = "/lightning/o/Case/list";
const FOR_ALL = ["TeamViewer MyDevices"];
const FOR_ADMINISTRATORS = ["TeamViewer Administration", "TeamViewer Connection Report"];

test("a tab is found and opened by keyboard", async ({ recordPage, page, product, names }) => {
  const shell = new Shell(page, product.port);
  await recordPage.logIn(HOME, USERS.agent);
  await shell.openLauncher();
  await expect(page.getByRole("searchbox", { name: "Search apps and items" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "App Launcher" })).toBeFocused();

  await page.keyboard.press("Enter");
  await page.keyboard.type("mydev");
  await expect(shell.launcher.getByRole("status")).toHaveText("1 found");
  await expect(shell.offers("All Items")).toHaveText(["TeamViewer MyDevices"]);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/lightning/n/${names.own("TeamViewer_MyDevices")}$`));
  await expect(shell.frame("TeamViewer MyDevices")).toHaveAttribute(
    "src",
    new RegExp(`/apex/${names.own("TeamViewerMyDevices")}\\?`),
  );
});

test("a search that finds nothing says so", async ({ recordPage, page, product }) => {
  const shell = new Shell(page, product.port);
  await recordPage.logIn(HOME, USERS.agent);
  await shell.openLauncher();
  await page.keyboard.type("zzz");
  await expect(shell.launcher.getByText("Nothing is called like that.")).toBeVisible();
  await expect(shell.launcher.getByRole("link")).toHaveCount(0);
  await page.keyboard.press("Enter");
  await expect(shell.launcher).toBeVisible();
});

test("tabs of administrators are there for administrators alone", async ({ recordPage, page, product }) => {
  const shell = new Shell(page, product.port);
  for (const [user, there, absent] of [
    [USERS.agent, FOR_ALL, FOR_ADMINISTRATORS],
    [USERS.administrator, [...FOR_ALL, ...FOR_ADMINISTRATORS], []],
    [USERS.withoutPermission, [], [...FOR_ALL, ...FOR_ADMINISTRATORS]],
  ] as const) {
    await recordPage.logIn(HOME, user);
    await shell.openLauncher();
    for (const label of there) {
      await expect(shell.offers("All Items").filter({ hasText: label })).toHaveCount(1);
    }
    for (const label of absent) {
      await expect(shell.offers("All Items").filter({ hasText: label })).toHaveCount(0);
    }
  }
});

test("a tab that is not there for a user does not open by its address", async ({
  recordPage,
  page,
  names,
  console: guard,
}) => {
  guard.expect(/status of 403/);
  await recordPage.logIn(`/lightning/n/${names.own("TeamViewer_Administration")}`, USERS.agent);
  await expect(page.getByRole("heading", { name: "Insufficient Privileges" })).toBeVisible();
  await expect(page.locator("iframe")).toHaveCount(0);
});

test("neither the App Launcher nor what is around it breaks a rule that axe knows", async ({
  recordPage,
  page,
  product,
}) => {
  const shell = new Shell(page, product.port);
  await recordPage.logIn(HOME, USERS.administrator);
  await expectPageAccessible(page);
  await shell.openLauncher();
  await expectPageAccessible(page);
  await page.keyboard.type("zzz");
  await expectPageAccessible(page);
});

test("each tab shows its page", async ({ recordPage, page, product }) => {
  const shell = new Shell(page, product.port);
  await recordPage.logIn(HOME, USERS.administrator);
  for (const label of [...FOR_ALL, ...FOR_ADMINISTRATORS]) {
    await shell.openLauncher();
    await shell.offers("All Items").filter({ hasText: label }).click();
    await expect(shell.frame(label).contentFrame().getByRole("heading").first()).toBeVisible();
    await expect(page.getByRole("heading", { name: label, level: 1 })).toBeAttached();
    await expectPageAccessible(page);
  }
});
