// Where the components stand: on a record page in Lightning, in the utility bar, on a page of Classic, in the console.

import { Classic } from "../support/classic.ts";
import { documentOf, Shell } from "../support/shell.ts";
import type { BrowserContext } from "@playwright/test";

import { alone, expect, test, USERS } from "./studio.ts";

/** The browser says that notifications are allowed, blocked or were never asked for. */
async function answer(context: BrowserContext, permission: NotificationPermission): Promise<void> {
  await context.addInitScript((answered) => {
    Object.defineProperty(Notification, "permission", { get: () => answered });
  }, permission);
}

test("a Case in Lightning", async ({ studio, record, page, product }) => {
  await studio.session(record);
  await studio.create();
  await page.setViewportSize({ width: 1000, height: 640 });
  const shell = new Shell(page, product.port);
  await shell.visit(`/lightning/r/Case/${record.id}/view`);
  await page.getByRole("tab", { name: "TeamViewer", exact: true }).click();
  const frame = page.locator("iframe[title='TeamViewer']");
  await expect(studio.button("button.share", frame.contentFrame())).toBeVisible();
  await studio.takeWindow("lightning", 640);
});

test("a Case in Classic", async ({ studio, record, page, product }) => {
  await studio.session(record);
  await studio.create();
  await page.setViewportSize({ width: 1000, height: 900 });
  const classic = new Classic(page, product.port);
  await classic.open(record, USERS.agent);
  const section = classic.section("TeamViewer");
  await expect(studio.button("button.share", section.locator("iframe").contentFrame())).toBeVisible();
  await section.scrollIntoViewIfNeeded();
  await studio.takeWindow("classic", 900);
});

test("the notification in the console", async ({ studio, record, simulator, page, product, context }) => {
  await answer(context, "granted");
  await studio.session(record);
  const code = await studio.create();
  await page.setViewportSize({ width: 1000, height: 560 });
  const classic = new Classic(page, product.port);
  await classic.logIn("/console", USERS.agent);
  await page.getByRole("contentinfo").getByRole("button", { name: "TeamViewer" }).click();
  const inside = page.locator("footer iframe").contentFrame();
  await simulator.customer(code, "connect");
  await expect(inside.getByRole("listitem")).toHaveCount(1);
  await studio.takeWindow("console", 560);
});

alone("the notification in Lightning", async ({ studio, record, simulator, page, product, context }) => {
  await answer(context, "granted");
  await studio.session(record);
  const code = await studio.create();
  await page.setViewportSize({ width: 1000, height: 600 });
  const shell = new Shell(page, product.port);
  await shell.visit("/lightning/app/TeamViewer");
  const utility = page.getByRole("contentinfo").getByRole("button", { name: "TeamViewer", exact: true });
  await utility.click();
  const frame = shell.frame(studio.say("notify.heading"));
  const inside = await documentOf(frame);
  await simulator.customer(code, "connect");
  await expect(inside.getByRole("listitem")).toHaveCount(1);
  await studio.takeWindow("notification-lightning", 600);
});

test("the notification", async ({ studio, record, simulator, page, context }) => {
  await answer(context, "granted");
  await studio.session(record);
  const code = await studio.create();
  await simulator.customer(code, "connect");
  await page.setViewportSize({ width: 480, height: 700 });
  await studio.open("tvSessionNotification");
  await expect(page.getByRole("listitem")).toHaveCount(1);
  await studio.take("notification");
});

test("the browser's permission", async ({ studio, page, context }) => {
  await answer(context, "default");
  await page.setViewportSize({ width: 640, height: 500 });
  await studio.open("TeamViewerNotificationSetup");
  await expect(studio.button("notify.allow")).toBeVisible();
  await studio.take("notification-allow");
});

test("a browser that blocks", async ({ studio, page, context }) => {
  await answer(context, "denied");
  await page.setViewportSize({ width: 640, height: 500 });
  await studio.open("TeamViewerNotificationSetup");
  await expect(page.getByText(studio.say("notify.helpChrome"))).toBeVisible();
  await studio.take("notification-blocked");
});
