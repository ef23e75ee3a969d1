// The notification on its own page and as the page that asks for the permission, with and without a namespace.

import { expect, test } from "../../support/notifications.ts";

test("a customer who connects is told, and a click joins", async ({
  signedIn,
  desk,
  record,
  simulator,
  context,
}) => {
  const code = await signedIn.create();
  const tab = await desk.open();
  await expect(tab.text("You have one open session.")).toBeVisible();
  await simulator.customer(code, "connect");
  const [shown] = await desk.waitForShown(1);
  expect(shown?.body).toBe(`${record.name}, session ${code}`);
  const opened = context.waitForEvent("page");
  await desk.clickNotification();
  const { supporter_link } = await simulator.cloudSession(code);
  await expect(await opened).toHaveURL(supporter_link);
});

test("the page that asks for the permission is found", async ({ desk, context }) => {
  const tab = await desk.open();
  const setup = (await tab.page.locator("#teamviewer").getAttribute("data-setup-page")) ?? "";
  const opened = context.waitForEvent("page");
  await tab.page.evaluate((address) => void window.open(address), setup);
  // The browser allows already, so the page closes as soon as it has told.
  const page = await opened;
  await expect.poll(() => page.isClosed()).toBe(true);
});
