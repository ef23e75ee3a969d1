// Asking for the browser's permission, in a page of its own, in a browser with the settings of real users.

import { expectAccessible } from "../support/axe.ts";
import { expect, test } from "../support/notifications.ts";
import { SessionPanel } from "../support/session-panel.ts";

test.describe("a browser that was never asked", () => {
  test.use({ setting: "ask" });

  test(
    "asks in a page of its own, which tells the others and closes",
    { tag: "@firefox" },
    async ({ desk, context }) => {
      const tab = await desk.open();
      // The user's answer to the browser's own question, which a browser without a screen cannot ask.
      await context.addInitScript(() => {
        let answer: NotificationPermission = "default";
        Object.defineProperty(Notification, "permission", { get: () => answer });
        Notification.requestPermission = async () => (answer = "granted");
      });
      const opened = context.waitForEvent("page");
      await tab.link("Enable desktop notifications").click();
      const setup = await opened;
      await expect(setup.getByRole("heading", { name: "Desktop notifications of TeamViewer" })).toBeVisible();
      await expectAccessible(new SessionPanel(setup, setup));
      const allow = setup.getByRole("button", { name: "Allow desktop notifications" });
      await allow.focus();
      const closed = setup.waitForEvent("close");
      // The page may be gone before the key is up again.
      await Promise.all([closed, setup.keyboard.press("Enter").catch(() => undefined)]);
    },
  );

  test(
    "notifies nobody, and shows the customer in the page",
    { tag: "@firefox" },
    async ({ signedIn, desk, simulator }) => {
      const code = await signedIn.create();
      const tab = await desk.open();
      await expect(tab.link("Enable desktop notifications")).toBeVisible();
      await simulator.customer(code, "connect");
      await expect(tab.callers()).toHaveCount(1);
      await expect(tab.page).toHaveTitle("(1) TeamViewer session notifications");
      expect(await desk.shown()).toEqual([]);
      await expectAccessible(new SessionPanel(tab.page, tab.page));
    },
  );
});

test.describe("a browser that allows", () => {
  test(
    "says so, and the page that asks closes at once",
    { tag: "@firefox" },
    async ({ desk, context, names }) => {
      const tab = await desk.open();
      await expect(tab.text("Desktop notifications are on.")).toBeVisible();
      const opened = context.waitForEvent("page");
      await tab.page.evaluate(
        (address) => void window.open(address),
        `/apex/${names.own("TeamViewerNotificationSetup")}`,
      );
      const setup = await opened;
      await expect.poll(() => setup.isClosed()).toBe(true);
    },
  );
});

test.describe("a browser that blocks", () => {
  test.use({ setting: "block" });

  test(
    "is told how to allow, in this browser's words",
    { tag: "@firefox" },
    async ({ desk, context, browserName }) => {
      const tab = await desk.open();
      const help = `To allow them in ${browserName === "firefox" ? "Firefox" : "Chrome"}, open Settings`;
      // No frame: the browser says what the user said.
      await expect(tab.text("The browser blocks the notifications of")).toBeVisible();
      await expect(tab.text(help)).toBeVisible();
      await expectAccessible(new SessionPanel(tab.page, tab.page));
      const opened = context.waitForEvent("page");
      await tab.link("Enable desktop notifications").click();
      const setup = await opened;
      await expect(setup.getByText(help)).toBeVisible();
      await expectAccessible(new SessionPanel(setup, setup));
    },
  );
});
