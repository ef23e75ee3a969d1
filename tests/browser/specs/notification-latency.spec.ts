// How long it takes from a customer who connects to the notification, with the settings that the package ships.

import { BareChromium } from "../support/bare-chromium.ts";
import { USERS } from "../support/fixtures.ts";
import { writeProfile } from "../support/notification-setting.ts";
import { expect, keepNotifications, test } from "../support/notifications.ts";

/** The interval of an org that has changed nothing. */
const SHIPPED = { PollSeconds__c: 15 };
const SECOND = 1000;

test("at most 20 seconds in a tab that is looked at", async ({
  signedIn,
  desk,
  simulator,
  org,
  page,
}, info) => {
  const code = await signedIn.create();
  await page.goto("about:blank");
  await org.settings(SHIPPED);
  await desk.open();
  // The worst moment: just after it was asked.
  await desk.waitForPolls(1);
  const connected = Date.now();
  await simulator.customer(code, "connect");
  await desk.waitForShown(1, 20 * SECOND);
  info.annotations.push({ type: "latency", description: `${Date.now() - connected} ms` });
});

test("at most 75 seconds in a tab that nobody looks at", async ({
  signedIn,
  desk,
  simulator,
  org,
  page,
  product,
}, info) => {
  test.setTimeout(150 * SECOND);
  const code = await signedIn.create();
  await page.goto("about:blank");
  await org.settings(SHIPPED);
  const profile = info.outputPath("bare");
  await writeProfile(profile, desk.origin, "allow");
  const browser = BareChromium.start(profile);
  try {
    const entry = new URLSearchParams({ un: USERS.agent, retURL: "/lightning/page/home" });
    const tab = await browser.open(
      `http://my.salesforce.localhost:${product.port}/secur/frontdoor.jsp?${entry.toString()}`,
      keepNotifications,
    );
    await expect.poll(() => tab.value("location.href")).toContain("lightning.force.localhost");
    await tab.go(desk.address);
    const text = (): Promise<unknown> => tab.value("document.body?.innerText");
    await expect.poll(text).toContain("You have one open session.");
    // Another tab in front of it.
    await browser.open("about:blank");
    await expect.poll(() => tab.value("document.visibilityState")).toBe("hidden");
    // A few questions later the browser has slowed it down.
    const asked = await simulator.countOf("list_sessions");
    await expect
      .poll(() => simulator.countOf("list_sessions"), { timeout: 75 * SECOND })
      .toBeGreaterThan(asked);
    const connected = Date.now();
    await simulator.customer(code, "connect");
    await expect
      .poll(() => tab.value("window.keptNotifications.length"), { timeout: 75 * SECOND, intervals: [100] })
      .toBe(1);
    info.annotations.push({ type: "latency", description: `${Date.now() - connected} ms` });
  } finally {
    await browser.close();
  }
});
