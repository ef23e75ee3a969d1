// A customer connects, and the agent is told on the desktop: once, in however many tabs.

import { expectAccessible } from "../support/axe.ts";
import { RECORDS } from "../support/demo-records.ts";
import { expect, test } from "../support/notifications.ts";
import { SessionPanel } from "../support/session-panel.ts";

test(
  "a customer who connects is told once in three tabs",
  { tag: "@firefox" },
  async ({ signedIn, desk, record, simulator, org }) => {
    const code = await signedIn.create();
    const tabs = [await desk.open(), await desk.open(), await desk.open()];
    for (const tab of tabs) {
      await expect(tab.text("You have one open session.")).toBeVisible();
    }
    await simulator.customer(code, "connect");
    const [first] = await desk.waitForShown(1);
    expect(first).toMatchObject({
      title: "Customer connected",
      body: `${record.name}, session ${code}`,
      closed: false,
    });
    for (const tab of tabs) {
      await expect(tab.callers()).toHaveCount(1);
      await expect(tab.callers()).toContainText(code);
      await expect(tab.page).toHaveTitle("(1) TeamViewer session notifications");
    }
    await expectAccessible(new SessionPanel(tabs[2]!.page, tabs[2]!.page));
    expect(await org.eventsOf(record.id)).toContainEqual(expect.objectContaining({ Kind__c: "Online" }));

    await test.step("asking again tells nothing again", async () => {
      await desk.waitForPolls(2);
      expect(await desk.shown()).toHaveLength(1);
    });

    await test.step("the customer leaves, and nobody waits any more", async () => {
      await simulator.customer(code, "disconnect");
      await expect.poll(async () => (await desk.shown())[0]?.closed).toBe(true);
      for (const tab of tabs) {
        await expect(tab.callers()).toHaveCount(0);
        await expect(tab.page).toHaveTitle("TeamViewer session notifications");
      }
    });

    await test.step("and comes again: that is another connection", async () => {
      await simulator.customer(code, "connect");
      const [, second] = await desk.waitForShown(2);
      expect(second?.tag).not.toBe(first?.tag);
    });
  },
);

test("a reload tells nothing again", async ({ signedIn, desk, simulator }) => {
  const code = await signedIn.create();
  const tab = await desk.open();
  await simulator.customer(code, "connect");
  await desk.waitForShown(1);
  await tab.page.reload();
  await expect(tab.callers()).toHaveCount(1);
  await desk.waitForPolls(1);
  expect(await desk.shown()).toEqual([]);
});

test(
  "another tab takes over within seconds when the one that asks is closed",
  { tag: "@firefox" },
  async ({ signedIn, desk, simulator }) => {
    const code = await signedIn.create();
    const tabs = [await desk.open(), await desk.open(), await desk.open()];
    // The one that is looked at asks.
    await tabs[2]!.page.close();
    await simulator.customer(code, "connect");
    await desk.waitForShown(1, 10_000);
    await tabs[1]!.page.close();
    await tabs[0]!.page.bringToFront();
    await simulator.customer(code, "disconnect");
    await expect(tabs[0]!.callers()).toHaveCount(0);
    await simulator.customer(code, "connect");
    await desk.waitForShown(1, 10_000);
  },
);

test("one tab asks for all", { tag: "@firefox" }, async ({ signedIn, desk }) => {
  await signedIn.create();
  const tabs = [await desk.open(), await desk.open(), await desk.open()];
  await desk.waitForPolls(2);
  const states = await Promise.all(
    tabs.map(({ page }) => page.evaluate(async () => (await navigator.locks.query()).held?.length)),
  );
  // Each tab sees the locks of all.
  expect(states).toEqual([1, 1, 1]);
});

test(
  "a click on the notification joins the session",
  { tag: "@firefox" },
  async ({ signedIn, desk, simulator, context }) => {
    const code = await signedIn.create();
    const tab = await desk.open();
    await simulator.customer(code, "connect");
    await desk.waitForShown(1);
    const opened = context.waitForEvent("page");
    await desk.clickNotification();
    const { supporter_link } = await simulator.cloudSession(code);
    await expect(await opened).toHaveURL(supporter_link);
    await expect(tab.callers().getByRole("button", { name: /Dismiss/ })).toHaveCount(0);
    await expect(tab.page).toHaveTitle("TeamViewer session notifications");
    // The link is in the tab, and nowhere in this page or its storage.
    const everything = await tab.page.evaluate(
      () => document.documentElement.outerHTML + JSON.stringify({ ...localStorage, ...sessionStorage }),
    );
    expect(everything).not.toContain(supporter_link);
  },
);

test("a click on a notification that cannot join leads to the record", async ({
  signedIn,
  desk,
  record,
  simulator,
  context,
}) => {
  const code = await signedIn.create();
  const tab = await desk.open();
  await simulator.customer(code, "connect");
  await desk.waitForShown(1);
  await simulator.fail({ match: "get_session", kind: "not_json" });
  const opened = context.waitForEvent("page");
  // Listened for before the click: the tab may be on its way before it is heard of.
  const sent = context.waitForEvent(
    "request",
    (request) => request.isNavigationRequest() && request.url().includes(`/${record.id}`),
  );
  await desk.clickNotification();
  await Promise.all([opened, sent]);
  await expect(tab.text("TeamViewer sent an answer that cannot be read.").first()).toBeVisible();
});

test("without a tab to join in, the page says so and offers to try again", async ({
  signedIn,
  desk,
  simulator,
  context,
}) => {
  const code = await signedIn.create();
  const tab = await desk.open();
  await simulator.customer(code, "connect");
  await desk.waitForShown(1);
  await tab.page.evaluate(() => Object.assign(window, { realOpen: window.open, open: () => null }));
  await desk.clickNotification();
  await expect(tab.text("The browser blocked the new tab.").first()).toBeVisible();
  expect(await simulator.countOf("get_session")).toBe(0);
  await expectAccessible(new SessionPanel(tab.page, tab.page));
  await tab.page.evaluate(() => Object.assign(window, { open: (window as never)["realOpen"] }));
  const opened = context.waitForEvent("page");
  await tab.button("Try again").click();
  const { supporter_link } = await simulator.cloudSession(code);
  await expect(await opened).toHaveURL(supporter_link);
});

test("what is dismissed in one tab is dismissed in all, and joining works by keyboard", async ({
  signedIn,
  desk,
  simulator,
  context,
}) => {
  const code = await signedIn.create();
  const tabs = [await desk.open(), await desk.open()];
  await simulator.customer(code, "connect");
  await expect(tabs[0]!.button(/Dismiss/)).toBeVisible();
  await tabs[1]!.button(/Dismiss/).press("Enter");
  for (const tab of tabs) {
    await expect(tab.button(/Dismiss/)).toHaveCount(0);
    await expect(tab.callers()).toHaveCount(1);
  }
  // What had the keyboard is gone: it is on the heading, and the next control is the first one.
  await expect(tabs[1]!.heading()).toBeFocused();
  await tabs[1]!.page.keyboard.press("Tab");
  await expect(tabs[1]!.button(/Join session as Admin/)).toBeFocused();
  const opened = context.waitForEvent("page");
  await tabs[1]!.page.keyboard.press("Enter");
  const { supporter_link } = await simulator.cloudSession(code);
  await expect(await opened).toHaveURL(supporter_link);
});

test("the user's language is spoken", async ({ signedIn, desk, org }) => {
  await signedIn.create();
  const [agent] = await org.query("SELECT Id FROM User WHERE Username = 'agent@example.com'");
  await org.update("User", { Id: agent?.["Id"], LanguageLocaleKey: "fr" });
  const page = await desk.context.newPage();
  await page.goto(desk.address);
  await expect(page.getByRole("heading", { name: "Notifications de session TeamViewer" })).toBeVisible();
  await expect(page.getByText("Vous avez une session ouverte.")).toBeVisible();
  await org.update("User", { Id: agent?.["Id"], LanguageLocaleKey: "en_US" });
});

test.describe("of a record with a hostile name", () => {
  test.use({ demo: RECORDS.Account });

  const HOSTILE = `"><img src=x onerror="document.title='broken'">&amp;'{code}`;

  test("the name is a text", async ({ signedIn, desk, simulator, org, record }) => {
    const code = await signedIn.create();
    await org.update("Account", { Id: record.id, Name: HOSTILE });
    const tab = await desk.open();
    await simulator.customer(code, "connect");
    const about = `${HOSTILE}, session ${code}`;
    expect((await desk.waitForShown(1))[0]?.body).toBe(about);
    await expect(tab.callers().getByText(about, { exact: true })).toBeVisible();
    await expect(tab.button(`Join session as Admin: ${about}`)).toBeVisible();
    await expect(tab.page.locator("img")).toHaveCount(0);
    await expect(tab.page).toHaveTitle("(1) TeamViewer session notifications");
    await org.update("Account", { Id: record.id, Name: record.name });
  });
});
