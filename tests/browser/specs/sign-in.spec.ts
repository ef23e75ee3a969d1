// Signing in to TeamViewer, also when the browser or the user gets in the way.

import { expectAccessible } from "../support/axe.ts";
import { alone as test, expect, USERS } from "../support/fixtures.ts";
import { consent } from "../support/session-panel.ts";

test("goes on by itself when the sign-in tab lost its opener", async ({ panel, simulator }) => {
  await simulator.settings({ opener_lost: true });
  await panel.signIn();
  await expect(panel.heading("No session")).toBeVisible();
});

test("leads who has no TeamViewer account to where one is made", async ({ panel }) => {
  const link = panel.root.getByRole("link", { name: "Create a TeamViewer account" });
  await expect(link).toHaveAttribute("href", "https://login.teamviewer.com");
  await expect(link).toHaveAttribute("rel", "noopener noreferrer");
});

test("offers the sign-in as a link when the tab was blocked", async ({
  page,
  recordPage,
  record,
  context,
}) => {
  await page.addInitScript(() => {
    window.open = () => null;
  });
  const panel = await recordPage.open(record, USERS.agent);
  await panel.button("Login to your TeamViewer account").click();
  const link = panel.root.getByRole("link", { name: "Open TeamViewer’s sign-in" });
  await expect(link).toBeVisible();
  await expectAccessible(panel);
  const tab = context.waitForEvent("page");
  await link.click();
  await consent(await tab);
  await panel.signedIn();
});

test("goes on when the user says so, though nothing else told the page", async ({
  page,
  recordPage,
  record,
  context,
}) => {
  // A browser that keeps the two pages apart and never tells when a page is looked at again.
  await context.addInitScript(() => {
    class Silent extends EventTarget {
      postMessage(): void {}
      close(): void {}
    }
    Object.defineProperty(window, "BroadcastChannel", { value: Silent });
    Object.defineProperty(window, "localStorage", { value: { setItem() {}, getItem: () => null } });
    for (const [target, type] of [
      [window, "focus"],
      [document, "visibilitychange"],
    ] as const) {
      target.addEventListener(type, (event) => event.stopImmediatePropagation(), true);
    }
  });
  const panel = await recordPage.open(record, USERS.agent);
  const tab = await panel.openTab(() => panel.button("Login to your TeamViewer account").click());
  await consent(tab);
  await page.bringToFront();
  await panel.button("I have signed in").click();
  await panel.signedIn();
});

test("a reload in the middle of signing in loses nothing", async ({ panel, page, recordPage }) => {
  const tab = await panel.openTab(() => panel.button("Login to your TeamViewer account").click());
  await expect(tab.getByRole("button", { name: "Sign in as Jane Miller" })).toBeVisible();
  await page.reload();
  const reloaded = await recordPage.panel();
  await expect(reloaded.button("Login to your TeamViewer account")).toBeVisible();
  await consent(tab);
  await reloaded.signedIn();
});

test("a sign-in that the user cancels leaves the page as it was", async ({ panel, context }) => {
  const tab = await panel.openTab(() => panel.button("Login to your TeamViewer account").click());
  await expect(tab.getByRole("button", { name: "Sign in as Jane Miller" })).toBeVisible();
  await expectAccessible(panel);
  await panel.button("Cancel").click();
  await expect(panel.button("Login to your TeamViewer account")).toBeVisible();
  await tab.close();
  expect(context.pages()).toHaveLength(1);
  await panel.signIn();
});

test("a refused consent is said in the tab, and can be tried again", async ({ panel, console: guard }) => {
  const tab = await panel.openTab(() => panel.button("Login to your TeamViewer account").click());
  await tab.getByRole("button", { name: "Sign in as Jane Miller" }).click();
  // The org answers the refusal with a page of status 400, which Chromium remarks on.
  guard.expect(/400 \(Bad Request\).*authcallback\/TeamViewer\?error=access_denied/);
  await tab.getByRole("button", { name: "Deny" }).click();
  await expect(tab.getByText("access_denied")).toBeVisible();
  await tab.close();
  await panel.button("Cancel").click();
  const again = await panel.openTab(() => panel.button("Login to your TeamViewer account").click());
  await again.getByRole("button", { name: "Allow" }).click();
  await panel.signedIn();
});

test("an expired token is renewed unseen", async ({ signedIn, simulator }) => {
  await simulator.tokens("expire");
  await signedIn.create();
  expect(await simulator.countOf("refresh")).toBe(1);
});

test("a revoked token means signed out, and nothing is lost", async ({ signedIn, simulator }) => {
  const code = await signedIn.create();
  await simulator.tokens("revoke");
  await expect(signedIn.alert()).toContainText("You are no longer signed in to TeamViewer");
  await expectAccessible(signedIn);
  expect(await signedIn.code()).toBe(code);
  await signedIn.signIn();
  await expect(signedIn.status()).toContainText("Waiting for the customer");
  expect(await signedIn.code()).toBe(code);
});
