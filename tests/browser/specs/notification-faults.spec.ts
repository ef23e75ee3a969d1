// Everything that can go wrong while the notification component asks or joins: each has its own words and its own next
// step, and nothing that was known is lost.

import { expectAccessible } from "../support/axe.ts";
import { BAD_LINKS, eachCase, faultsOf, nameOf } from "../support/cases.ts";
import { USERS } from "../support/fixtures.ts";
import { expect, test } from "../support/notifications.ts";
import { consent, SessionPanel } from "../support/session-panel.ts";

const WATCHING = "You have one open session.";

const ASKING = faultsOf(
  "bad_request",
  "invalid_permission",
  "blocked",
  "server_error",
  "unavailable",
  "hang",
  "broken_json",
  "not_json",
);

test("TeamViewer is out of order when it is asked who is connected, and asked again", async ({
  signedIn,
  desk,
  simulator,
  page,
}) => {
  await signedIn.create();
  await page.goto("about:blank");
  await eachCase(ASKING, nameOf, async ({ kind, says, more }) => {
    await simulator.fail({ match: "list_sessions", kind, times: "forever", ...more });
    const tab = await desk.open();
    await expect(tab.text(says).first()).toBeVisible();
    await expectAccessible(new SessionPanel(tab.page, tab.page));
    await simulator.heal();
    await tab.button("Try again").click();
    await expect(tab.text(WATCHING)).toBeVisible();
    await expect(tab.text(says)).toHaveCount(0);
    await tab.page.close();
  });
});

const JOINING = faultsOf("rate_limit", "server_error", "not_json", "hang", ...BAD_LINKS);

test("TeamViewer refuses when the agent joins, and the next try works", async ({
  signedIn,
  desk,
  simulator,
  context,
  page,
}) => {
  const code = await signedIn.create();
  await page.goto("about:blank");
  await simulator.customer(code, "connect");
  const tab = await desk.open();
  await expect(tab.callers()).toHaveCount(1);
  const { supporter_link } = await simulator.cloudSession(code);
  const open = context.pages().length;
  await eachCase(JOINING, nameOf, async ({ kind, says, more }) => {
    await simulator.fail({ match: "get_session", kind, times: "forever", ...more });
    await tab.button(/^Join session as Admin/).click();
    await expect(tab.text(says).first()).toBeVisible();
    // The tab that was opened for the link is gone again, and went nowhere.
    await expect.poll(() => context.pages().length).toBe(open);
    await expect(tab.callers()).toHaveCount(1);
    await simulator.heal();
    const opened = context.waitForEvent("page");
    await tab.button(/^Join session as Admin/).click();
    const supporter = await opened;
    await expect(supporter).toHaveURL(supporter_link);
    await expect(tab.text(says)).toHaveCount(0);
    await supporter.close();
  });
});

test("a sign-in that has ended is said, and goes on where it was", async ({
  signedIn,
  desk,
  simulator,
  context,
  page,
}) => {
  await signedIn.create();
  await page.goto("about:blank");
  await simulator.tokens("revoke");
  const tab = await desk.open();
  await expect(tab.text("You are no longer signed in to TeamViewer.").first()).toBeVisible();
  await expectAccessible(new SessionPanel(tab.page, tab.page));
  const opened = context.waitForEvent("page");
  await tab.button("Login to your TeamViewer account").click();
  await consent(await opened);
  await expect(tab.text("You have one open session.")).toBeVisible();
});

test("a Salesforce login that has ended is said", async ({ signedIn, desk, org, page }) => {
  await signedIn.create();
  await page.goto("about:blank");
  const tab = await desk.open();
  await expect(tab.text(WATCHING)).toBeVisible();
  await org.endLogins(USERS.agent);
  await expect(tab.text("Your Salesforce login has ended.").first()).toBeVisible();
  await expectAccessible(new SessionPanel(tab.page, tab.page));
});

test("a user without the permission sets does not get the page, and nothing is asked of TeamViewer", async ({
  context,
  recordPage,
  product,
  names,
  simulator,
  console: guard,
}) => {
  // Chromium remarks on the refusal.
  guard.expect(/status of 403 \(Forbidden\).*tvSessionNotification/);
  await recordPage.logIn("/lightning/page/home", USERS.withoutPermission);
  const page = await context.newPage();
  const address = names.page(product.port, "tvSessionNotification");
  expect((await page.goto(address))?.status()).toBe(403);
  expect(await simulator.countOf("list_sessions")).toBe(0);
});
