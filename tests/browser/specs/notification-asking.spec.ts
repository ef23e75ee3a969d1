// When the notification component asks, and when it does not.

import { expectAccessible } from "../support/axe.ts";
import { expect, test, type Watcher } from "../support/notifications.ts";
import { SessionPanel } from "../support/session-panel.ts";

const MINUTE = 60_000;

/** Lets time pass in a tab. */
async function pass(tab: Watcher, millis: number): Promise<void> {
  await tab.page.clock.runFor(millis);
}

test("asks only while there is an open session, also one that another tab makes", async ({
  signedIn,
  desk,
  simulator,
}) => {
  await expect(signedIn.heading("No session")).toBeVisible();
  const listed = await simulator.countOf("list_sessions");
  const tab = await desk.open();
  await expect(tab.text("You have no open session.")).toBeVisible();
  await expectAccessible(new SessionPanel(tab.page, tab.page));
  expect(desk.polls).toBe(1);
  expect(await simulator.countOf("list_sessions")).toBe(listed);
  await signedIn.page.bringToFront();
  await signedIn.create();
  await expect(tab.text("You have one open session.")).toBeVisible();
  await desk.waitForPolls(2);
  await signedIn.close();
  await expect(tab.text("You have no open session.")).toBeVisible();
});

test("without an open session hours pass in silence", async ({ desk, context }) => {
  await context.clock.install();
  const tab = await desk.open();
  await expect(tab.text("You have no open session.")).toBeVisible();
  const before = desk.polls;
  await pass(tab, 180 * MINUTE);
  expect(desk.polls).toBe(before);
});

test("stops when nobody is at the browser, and goes on when somebody comes", async ({
  signedIn,
  desk,
  org,
  context,
  page,
}) => {
  await org.settings({ NotificationIdleMinutes__c: 1 });
  await signedIn.create();
  // The session's own tab asks for itself and would be somebody at the browser.
  await page.goto("about:blank");
  await context.clock.install();
  const tab = await desk.open();
  await expect(tab.text("You have one open session.")).toBeVisible();
  await pass(tab, MINUTE + 5_000);
  await expect(tab.text("Paused, because nobody has used this page for a long time.")).toBeVisible();
  await expectAccessible(new SessionPanel(tab.page, tab.page));
  const before = desk.polls;
  await pass(tab, 60 * MINUTE);
  expect(desk.polls).toBe(before);
  await tab.button("Go on").click();
  await expect(tab.text("You have one open session.")).toBeVisible();
  expect(desk.polls).toBeGreaterThan(before);
});

test("waits as long as TeamViewer wants it to", async ({ signedIn, desk, simulator, context, page }) => {
  await signedIn.create();
  await page.goto("about:blank");
  await context.clock.install();
  await simulator.fail({ match: "list_sessions", kind: "rate_limit", retry_after: 120, times: 1 });
  const tab = await desk.open();
  await expect(tab.text("TeamViewer gets too many requests from your account").first()).toBeVisible();
  const again = tab.button(/^Try again in \d+ s$/);
  await expect(again).toHaveAttribute("aria-disabled", "true");
  await expectAccessible(new SessionPanel(tab.page, tab.page));
  expect(desk.polls).toBe(1);
  await pass(tab, 110_000);
  await expect(tab.button(/^Try again in \d s$/)).toBeVisible();
  expect(desk.polls).toBe(1);
  await pass(tab, 11_000);
  await expect(tab.text("You have one open session.")).toBeVisible();
  expect(desk.polls).toBe(2);
});

test("offline is said, and what was missed is told when the network is back", async ({
  signedIn,
  desk,
  simulator,
  context,
  page,
}) => {
  const code = await signedIn.create();
  await page.goto("about:blank");
  const tab = await desk.open();
  await expect(tab.text("You have one open session.")).toBeVisible();
  await context.setOffline(true);
  await expect(tab.text("You are offline.")).toBeVisible();
  await expectAccessible(new SessionPanel(tab.page, tab.page));
  await simulator.customer(code, "connect");
  await context.setOffline(false);
  await expect(tab.text("You are offline.")).toHaveCount(0);
  await desk.waitForShown(1, 5_000);
});
