// WCAG 2.2 AA, as far as a program can tell, on every screen an agent meets; and all of them by keyboard, on a
// narrow page and in a low frame.

import type { Locator, Page } from "@playwright/test";

import { expectAccessible } from "../support/axe.ts";
import { RECORDS } from "../support/demo-records.ts";
import { alone, expect, test } from "../support/fixtures.ts";
import { SessionPanel } from "../support/session-panel.ts";
import { NOT_SENT, SENT, ShareDialog } from "../support/share-dialog.ts";

alone("no screen breaks a rule that axe knows", async ({ panel, simulator }) => {
  await expect(panel.heading("Sign in to TeamViewer")).toBeVisible();
  await expectAccessible(panel);
  await panel.signIn();
  await expectAccessible(panel);
  const code = await panel.create();
  await expectAccessible(panel);
  await simulator.customer(code, "connect");
  await expect(panel.status()).toContainText("Customer online");
  await panel.button("Close session").click();
  await expect(panel.root.getByRole("group", { name: "The customer is connected." })).toBeVisible();
  await expectAccessible(panel);
  await simulator.fail({ match: "close_session", kind: "bad_request" });
  await panel.root.getByRole("group").getByRole("button", { name: "Close anyway" }).click();
  await expect(panel.alert()).toBeVisible();
  await expectAccessible(panel);
  await panel.button("Dismiss").click();
  await simulator.session(code, "close");
  await expect(panel.heading("Session closed")).toBeVisible();
  await expectAccessible(panel);
});

test("a session is made and closed by keyboard alone", async ({ signedIn, page }) => {
  await signedIn.button("New Remote Control Session").focus();
  await page.keyboard.press("Enter");
  await expect(signedIn.status()).toContainText("Waiting for the customer");
  // The focus is still in the component: on the button that stayed, or on the heading of the new screen.
  await expect(signedIn.root.locator(":focus")).toHaveCount(1);
  await signedIn.tabTo(signedIn.button("Close session"));
  await page.keyboard.press("Space");
  await expect(signedIn.heading("Session closed")).toBeVisible();
});

test.describe("sharing", () => {
  test.use({ demo: RECORDS.Account, allowed: { remoteControl: true, pilot: true } });

  test("no state of the dialog breaks a rule that axe knows", async ({ signedIn, simulator, org, typed }) => {
    typed.numbers.add("+1 607 555 0188");
    await signedIn.root.getByText("Options for a new session", { exact: true }).click();
    await expectAccessible(signedIn);
    await signedIn.create("Pilot");

    const dialog = await signedIn.openShare();
    await dialog.byEmail().check();
    await expectAccessible(signedIn);
    await dialog.phone().fill("ring me");
    await dialog.sendButton().click();
    await expect(dialog.phone()).toHaveAttribute("aria-invalid", "true");
    await expectAccessible(signedIn);

    await dialog.phone().fill("+1 607 555 0188");
    await org.mailing({ deliverability: "none" });
    await simulator.fail({ match: "send_sms", kind: "slow", delay_ms: 1500 });
    await dialog.sendButton().click();
    await expect(dialog.sendButton()).toHaveAttribute("aria-disabled", "true");
    await expectAccessible(signedIn);
    await expect(dialog.outcomes()).toHaveText([SENT.sms, NOT_SENT.email]);
    await expectAccessible(signedIn);

    await org.mailing({ deliverability: "all" });
    await dialog.sendButton().click();
    await expect(dialog.root.getByRole("button", { name: "Done" })).toBeVisible();
    await expectAccessible(signedIn);
    await dialog.root.getByRole("button", { name: "Done" }).click();
    await signedIn.timeline();
    await expectAccessible(signedIn);
  });

  test("a screen reader hears what became of each channel, in one status that stays", async ({
    signedIn,
    org,
    typed,
  }) => {
    typed.numbers.add("+1 607 555 0188");
    await signedIn.create("Pilot");
    const dialog = await signedIn.openShare();
    const status = dialog.root.getByRole("status");
    const first = await status.elementHandle();
    const isFirst = (): Promise<boolean> => status.evaluate((element, other) => element === other, first);
    await expect(status).toHaveText("");
    await dialog.byEmail().check();
    await dialog.phone().fill("+1 607 555 0188");
    await org.mailing({ deliverability: "none" });
    await dialog.sendButton().click();
    await expect(dialog.outcomes()).toHaveText([SENT.sms, NOT_SENT.email]);
    expect(await isFirst()).toBe(true);
    await org.mailing({ deliverability: "all" });
    await dialog.sendButton().click();
    await expect(dialog.root.getByRole("heading", { name: "The session was shared" })).toBeFocused();
    await expect(dialog.outcomes()).toHaveText([SENT.email]);
    expect(await isFirst()).toBe(true);
  });

  test("a session is shared by keyboard alone", async ({ signedIn, simulator, org, typed, page }) => {
    typed.numbers.add("+1 607 555 0144");
    await signedIn.create("Pilot");
    await signedIn.tabTo(signedIn.button("Share"));
    await page.keyboard.press("Enter");
    const dialog = new ShareDialog(signedIn.root);
    await expect(dialog.root.locator(":focus")).toHaveCount(1);
    await signedIn.tabTo(dialog.contact());
    await page.keyboard.press("ArrowDown");
    await expect(dialog.phone()).toHaveValue("+1 607 555 0144");
    await signedIn.tabTo(dialog.byEmail());
    await page.keyboard.press("Space");
    await expect(dialog.email()).toHaveValue("tom.nakamura@lakeside-dental.example");
    // Enter in a field sends the form.
    await signedIn.tabTo(dialog.email());
    await page.keyboard.press("Enter");
    await expect(dialog.root.getByRole("heading", { name: "The session was shared" })).toBeFocused();
    expect(await simulator.texts()).toHaveLength(1);
    expect(await org.mails()).toHaveLength(1);
    await signedIn.tabTo(dialog.root.getByRole("button", { name: "Done" }));
    await page.keyboard.press("Enter");
    await expect(signedIn.button("Share")).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(dialog.root).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(dialog.root).toHaveCount(0);
    await expect(signedIn.button("Share")).toBeFocused();
  });

  for (const [what, width, height] of [
    ["320 pixels wide", 320, 600],
    ["200 pixels high", 900, 200],
  ] as const) {
    test(`on a page ${what} a session is made, shared and closed`, async ({
      signedIn,
      names,
      product,
      record,
      page,
      org,
    }) => {
      // The frame alone: what surrounds it in the shell is not this component's.
      await page.setViewportSize({ width, height });
      const apex = names.own("TeamViewerAccountSession");
      await page.goto(`http://${names.pagesHost}:${product.port}/apex/${apex}?id=${record.id}`);
      const panel = new SessionPanel(page, page);
      await panel.create();
      await expectReachable(page, panel.button("Close session"));
      await expectAccessible(panel);
      const dialog = await panel.openShare();
      for (const control of [dialog.contact(), dialog.email(), dialog.message(), dialog.sendButton()]) {
        await expectReachable(page, control);
      }
      await expectAccessible(panel);
      await dialog.send(SENT.email);
      expect(await org.mails()).toHaveLength(1);
      await panel.close();
    });
  }
});

/** The control can be brought into view whole, without scrolling sideways. */
async function expectReachable(page: Page, control: Locator): Promise<void> {
  await control.scrollIntoViewIfNeeded();
  await expect(control).toBeInViewport({ ratio: 0.99 });
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(sideways).toBeLessThanOrEqual(0);
}
