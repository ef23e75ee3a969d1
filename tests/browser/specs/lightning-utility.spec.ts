// The utility bar in Lightning: loaded in the background, and what its component has the platform do.

import { expectPageAccessible } from "../support/axe.ts";
import { alone, expect, USERS } from "../support/fixtures.ts";
import { documentOf, say, Shell } from "../support/shell.ts";

const TITLE = "TeamViewer session notifications";

/** Chooses an app in the App Launcher. */
async function choose(shell: Shell, app: string): Promise<void> {
  await shell.openLauncher();
  await shell.offers("Apps").filter({ hasText: app }).click();
  await expect(shell.page.getByRole("banner")).toContainText(app);
}

alone(
  "the utility is loaded in the background, opens and closes",
  async ({ recordPage, page, product, names }) => {
    const shell = new Shell(page, product.port);
    await recordPage.logIn("/lightning/o/Case/list", USERS.agent);
    await expect(page.getByRole("contentinfo")).toHaveCount(0);
    await choose(shell, "TeamViewer");

    const utility = page.getByRole("contentinfo").getByRole("button", { name: "TeamViewer", exact: true });
    await expect(utility).toHaveAttribute("aria-expanded", "false");
    const frame = shell.frame(TITLE);
    const notification = `/apex/${names.own("tvSessionNotification")}`;
    await expect(frame).toHaveAttribute("src", new RegExp(`${notification}\\?framed=1$`));
    await expect((await documentOf(frame)).locator("#teamviewer > *").first()).toBeAttached();
    await expect(frame).toBeHidden();
    await expectPageAccessible(page);

    await utility.press("Enter");
    await expect(utility).toHaveAttribute("aria-expanded", "true");
    await expect(frame).toBeVisible();
    await expect(page.getByRole("dialog", { name: "TeamViewer" })).toBeFocused();
    await expectPageAccessible(page);
    await page.keyboard.press("Escape");
    await expect(frame).toBeHidden();
    await expect(utility).toBeFocused();

    // The app, and the utility with it, are there on every page.
    await shell.visit("/lightning/o/Account/list");
    await expect(utility).toBeVisible();
    await expect(shell.frame(TITLE)).toHaveCount(1);
  },
);

alone("the platform shows the toast and marks the utility", async ({ recordPage, page, product, names }) => {
  const shell = new Shell(page, product.port);
  await recordPage.logIn(`/lightning/app/${names.own("TeamViewer")}`, USERS.agent);
  const utility = page.getByRole("contentinfo").getByRole("button", { name: "TeamViewer", exact: true });
  const frame = shell.frame(TITLE);
  await expect((await documentOf(frame)).locator("#teamviewer > *").first()).toBeAttached();

  await say(frame, {
    source: "teamviewer",
    type: "toast",
    title: "A customer <b>is</b> here",
    message: "x".repeat(2000),
  });
  const toasts = page.getByRole("region", { name: "Notifications" });
  await expect(toasts.getByRole("heading")).toHaveText("A customer <b>is</b> here");
  await expect(toasts.getByText(/^x+$/)).toHaveText("x".repeat(500));
  await expectPageAccessible(page);
  await toasts.getByRole("button", { name: "Close" }).click();
  await expect(toasts.getByRole("heading")).toHaveCount(0);

  await say(frame, { source: "teamviewer", type: "highlight", on: true });
  await expect(utility).toHaveAccessibleDescription("New activity");
  await expect(utility).toHaveAttribute("data-highlighted", "");
  await expectPageAccessible(page);
  await say(frame, { source: "teamviewer", type: "highlight", on: false });
  await expect(utility).not.toHaveAttribute("data-highlighted", "");
  // Whoever opens it has seen it.
  await say(frame, { source: "teamviewer", type: "highlight", on: true });
  await expect(utility).toHaveAttribute("data-highlighted", "");
  await utility.click();
  await expect(utility).not.toHaveAttribute("data-highlighted", "");
});

alone(
  "an administrator's own app has the page as the manual places it",
  async ({ recordPage, page, product, names }) => {
    const shell = new Shell(page, product.port);
    await recordPage.logIn("/lightning/o/Case/list", USERS.agent);
    await choose(shell, "Service Desk");
    const utility = page.getByRole("contentinfo").getByRole("button", { name: "TeamViewer Notification" });
    const frame = shell.frame("TeamViewer Notification");
    const notification = `/apex/${names.own("tvSessionNotification")}`;
    await expect(frame).toHaveAttribute("src", new RegExp(`${notification}\\?isdtp=p1$`));
    const inside = await documentOf(frame);
    await expect(inside.locator("#teamviewer > *").first()).toBeAttached();
    await expect(inside.locator("#teamviewer")).toHaveAttribute("data-parent-origin", "");
    await utility.click();
    await expect(frame).toBeVisible();
  },
);
