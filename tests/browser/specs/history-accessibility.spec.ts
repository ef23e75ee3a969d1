// WCAG 2.2 AA, as far as a program can tell, on every screen of the history; also on a narrow page and in a low frame.

import { expectAccessible } from "../support/axe.ts";
import { expect } from "../support/fixtures.ts";
import { alone, keep, test } from "../support/history-panel.ts";

alone("no screen of the history breaks a rule that axe knows", async ({ pages, org, record, simulator }) => {
  const empty = await pages.history();
  await expect(empty.root.getByText("There is no TeamViewer session for this record yet.")).toBeVisible();
  await expectAccessible(empty);

  const session = await pages.session();
  const code = await session.create();
  await simulator.customer(code, "connect");
  await pages.page.goto("about:blank");
  for (let index = 1; index <= 30; index += 1) {
    await keep(org, record, {
      code: `s10-000-${100 + index}`,
      kind: index % 2 === 0 ? "Pilot" : "RemoteControl",
    });
  }
  await keep(org, record, { code: "s10-000-201", status: "Open" });
  await keep(org, record, { code: "s10-000-202", status: "Open", validHours: -1 });
  const history = await pages.history();
  await expect(history.shown()).toHaveText("1 to 25 of 33");
  await expect(history.row("s10-000-201")).toContainText("Last checked");
  await expectAccessible(history);

  await history.sortBy("Status");
  await expect(history.row(code)).toContainText("Customer online");
  await expectAccessible(history);

  await history.openDetails(code);
  await expect(history.events()).toHaveCount(2);
  await expectAccessible(history);
  await history.back();

  await history.only("Waiting for the customer");
  await history.root.getByLabel("Type", { exact: true }).selectOption("Pilot session");
  await expect(history.root.getByText("No session matches the filters.")).toBeVisible();
  await expectAccessible(history);
  await history.button("Show all sessions").click();

  await simulator.tokens("revoke");
  await expect(history.alert()).toContainText("You are no longer signed in to TeamViewer.");
  await expectAccessible(history);
  const popup = await history.openTab(() => history.button("Login to your TeamViewer account").click());
  await expect(history.root.getByText("Sign in to TeamViewer in the other tab.")).toBeVisible();
  await expectAccessible(history);
  await popup.close();
});

for (const [what, width, height] of [
  ["320 pixels wide", 320, 600],
  ["200 pixels high", 900, 200],
] as const) {
  test(`on a page ${what} everything can be reached`, async ({ pages, org, record }) => {
    const session = await pages.session();
    const code = await session.create();
    for (let index = 1; index <= 26; index += 1) {
      await keep(org, record, { code: `s10-000-${100 + index}` });
    }
    const history = await pages.history();
    await history.page.setViewportSize({ width, height });
    await history.sortBy("Status");
    const join = history.row(code).getByRole("button", { name: "Join session as Admin" });
    for (const control of [join, history.opener(code), history.button("Next page")]) {
      await control.scrollIntoViewIfNeeded();
      await expect(control).toBeInViewport({ ratio: 0.99 });
    }
    const sideways = (): Promise<number> =>
      history.page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
    expect(await sideways()).toBeLessThanOrEqual(0);
    await expectAccessible(history);
    await history.openDetails(code);
    await expect(history.events()).toHaveCount(1);
    expect(await sideways()).toBeLessThanOrEqual(0);
    await expectAccessible(history);
  });
}
