// WCAG 2.2 AA, as far as a program can tell, on every screen of the report; by keyboard, on a narrow page, in a low
// frame, in French.

import { expectAccessible } from "../support/axe.ts";
import { expect } from "../support/fixtures.ts";
import { connect, keepPast, test, type Form, type ReportPages } from "../support/report-panel.ts";
import type { OpenRecord, OrgControl } from "../support/org-control.ts";
import type { SimulatorControl } from "../support/simulator-control.ts";

const NOTES = "Replaced the driver and printed a page. ".repeat(8);

/** A record with sixty connections that have everything. */
async function prepare(
  pages: ReportPages,
  org: OrgControl,
  record: OpenRecord,
  simulator: SimulatorControl,
): Promise<void> {
  await pages.session();
  await keepPast(org, record, [{ code: "s10-000-701", daysAgo: 5 }]);
  await connect(
    simulator,
    Array.from({ length: 60 }, (_, index) => ({
      code: "s10-000-701",
      daysAgo: 5 - index / 200,
      device: `Computer of the reception ${index}`,
      more: { notes: NOTES, fee: 99.5, currency: "EUR" },
      session: { feedback: { session_rating: 5, user_comment: "Fast and friendly." } },
    })),
  );
}

for (const form of ["Desktop", "Mobile"] as const satisfies readonly Form[]) {
  test(`no screen of the ${form} form breaks a rule that axe knows`, async ({
    pages,
    org,
    record,
    simulator,
  }) => {
    // Axe looks at every one of fifty cards, four times.
    test.slow();
    const nothing = await pages.report(form);
    await nothing.whole(0);
    await expectAccessible(nothing);
    await prepare(pages, org, record, simulator);
    const report = await pages.report(form);
    await report.whole(60);
    await expectAccessible(report);
    await report.root.locator("summary").first().click();
    await expect(report.root.getByText(NOTES.trim()).first()).toBeVisible();
    await expectAccessible(report);
    await simulator.fail({
      match: "list_connections",
      kind: "rate_limit",
      times: "forever",
      retry_after: 60,
    });
    await report.button("Read again").click();
    await expect(report.alert()).toBeVisible();
    await expectAccessible(report);
    await simulator.heal();
  });

  for (const [what, width, height] of [
    ["320 pixels wide", 320, 600],
    ["200 pixels high", 900, 200],
  ] as const) {
    test(`the ${form} form on a page ${what}`, async ({ pages, org, record, simulator }) => {
      await prepare(pages, org, record, simulator);
      const report = await pages.report(form);
      await report.whole(60);
      await report.page.setViewportSize({ width, height });
      for (const control of [report.button("Read again"), report.button("Sign out"), report.button("Next")]) {
        await control.scrollIntoViewIfNeeded();
        await expect(control).toBeInViewport({ ratio: 0.99 });
      }
      const sideways = await report.page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(sideways).toBeLessThanOrEqual(0);
      await expectAccessible(report);
    });
  }
}

test("while it is read and while it is stopped", async ({ pages, org, record, simulator }) => {
  await pages.session();
  const past = Array.from({ length: 12 }, (_, index) => ({
    code: `s16-000-${100 + index}`,
    daysAgo: 12 * 40 - index * 40,
  }));
  await keepPast(org, record, past);
  await connect(simulator, past);
  const release = await pages.holdMore();
  const report = await pages.report();
  await expect(report.root.getByRole("progressbar")).toBeVisible();
  await expectAccessible(report);
  await report.button("Stop").click();
  await expect(report.button("Continue")).toBeVisible();
  await expectAccessible(report);
  release();
});

test("everything can be done by keyboard", async ({ pages, org, record, simulator }) => {
  await prepare(pages, org, record, simulator);
  const report = await pages.report();
  await report.whole(60);
  const reached: string[] = [];
  for (let step = 0; step < 9; step += 1) {
    await report.page.keyboard.press("Tab");
    reached.push(
      await report.page.evaluate(() => {
        const { tagName, textContent, className } = document.activeElement as HTMLElement;
        const names: Record<string, string> = { DIV: className, SUMMARY: "notes" };
        return names[tagName] ?? (textContent ?? "").trim();
      }),
    );
  }
  expect(reached.slice(0, 6)).toEqual(["Sign out", "Read again", "Previous", "Next", "tv-scroll", "Start↓"]);
  expect(reached.slice(6)).toEqual(["notes", "notes", "notes"]);
});
