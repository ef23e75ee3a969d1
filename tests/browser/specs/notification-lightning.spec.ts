// The notification as a utility in Lightning: loaded in the background, in a frame of another host.

import { expect, test, Watcher } from "../support/notifications.ts";
import { SessionPanel } from "../support/session-panel.ts";
import { expectAccessible } from "../support/axe.ts";
import { documentOf, Shell } from "../support/shell.ts";

// The app that is chosen stays chosen.
test.use({ alone: true });

const TITLE = "TeamViewer session notifications";

test(
  "a customer who connects is told on the desktop, by the platform and on the utility",
  { tag: "@firefox" },
  async ({ signedIn, desk, record, simulator, page, product, context, names }) => {
    const code = await signedIn.create();
    const shell = new Shell(page, product.port);
    await shell.visit(`/lightning/app/${names.own("TeamViewer")}`);
    const utility = page.getByRole("contentinfo").getByRole("button", { name: "TeamViewer", exact: true });
    await expect(utility).toHaveAttribute("aria-expanded", "false");
    const frame = shell.frame(TITLE);
    const watcher = new Watcher(page, await documentOf(frame));
    await expect(watcher.root.getByText("You have one open session.")).toBeAttached();

    await simulator.customer(code, "connect");
    const [shown] = await desk.waitForShown(1);
    expect(shown?.body).toBe(`${record.name}, session ${code}`);
    const toasts = page.getByRole("region", { name: "Notifications" });
    await expect(toasts.getByRole("heading")).toHaveText("Customer connected");
    await expect(toasts).toContainText(`${record.name}, session ${code}`);
    await expect(utility).toHaveAccessibleDescription("New activity");

    await test.step("which opens the component", async () => {
      await utility.press("Enter");
      await expect(watcher.callers()).toHaveCount(1);
      await expect(watcher.text("Desktop notifications are on.")).toBeVisible();
      await expectAccessible(new SessionPanel(page, page));
    });

    await test.step("a click on the notification joins from the frame", async () => {
      const opened = context.waitForEvent("page");
      await desk.clickNotification();
      const { supporter_link } = await simulator.cloudSession(code);
      await expect(await opened).toHaveURL(supporter_link);
      await expect(watcher.button(/Dismiss/)).toHaveCount(0);
    });
  },
);

test.describe("in a browser that was never asked", () => {
  test.use({ setting: "ask" });

  test("the frame sends the user to a page of its own, and goes on when it was granted there", async ({
    desk,
    page,
    product,
    context,
    names,
  }) => {
    void desk;
    const shell = new Shell(page, product.port);
    await shell.visit(`/lightning/app/${names.own("TeamViewer")}`);
    await page.getByRole("contentinfo").getByRole("button", { name: "TeamViewer", exact: true }).click();
    const watcher = new Watcher(page, await documentOf(shell.frame(TITLE)));
    const enable = watcher.link(/^Enable desktop notifications/);
    await expect(enable).toBeVisible();
    await expectAccessible(new SessionPanel(page, page));
    const opened = context.waitForEvent("page");
    await enable.click();
    const setup = await opened;
    await expect(setup.getByRole("button", { name: "Allow desktop notifications" })).toBeVisible();
    // The user's answer to the browser's own question, which a browser without a screen cannot ask: this page is told
    // "granted", and so is the frame, as real browsers tell both.
    await watcher.root.evaluate(() =>
      Object.defineProperty(Notification, "permission", { get: () => "granted", configurable: true }),
    );
    await setup.evaluate(() => {
      Notification.requestPermission = async () => {
        Object.defineProperty(Notification, "permission", { get: () => "granted", configurable: true });
        return "granted";
      };
    });
    const closed = setup.waitForEvent("close");
    const allow = setup.getByRole("button", { name: "Allow desktop notifications" });
    // The page may be gone before the click has ended.
    await Promise.all([closed, allow.click().catch(() => undefined)]);
    await expect(watcher.text("Desktop notifications are on.")).toBeVisible();
  });
});

test.describe("in a browser that blocks", () => {
  test.use({ setting: "block" });

  test("the frame hears so from the page that asks, and says how to allow", async ({
    desk,
    page,
    product,
    context,
    names,
  }) => {
    void desk;
    const shell = new Shell(page, product.port);
    await shell.visit(`/lightning/app/${names.own("TeamViewer")}`);
    await page.getByRole("contentinfo").getByRole("button", { name: "TeamViewer", exact: true }).click();
    const watcher = new Watcher(page, await documentOf(shell.frame(TITLE)));
    const opened = context.waitForEvent("page");
    await watcher.link(/^Enable desktop notifications/).click();
    await expect((await opened).getByText(/To allow them in Chrome/)).toBeVisible();
    await expect(watcher.text(/To allow them in Chrome/)).toBeVisible();
    await expectAccessible(new SessionPanel(page, page));
  });
});
