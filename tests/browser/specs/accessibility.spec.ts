// WCAG 2.2 AA, as far as a program can tell, on the screens an agent meets; and all of them by keyboard.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import type { Frame } from "@playwright/test";

import { expect, test } from "../support/fixtures.ts";
import type { SessionPanel } from "../support/session-panel.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

async function violations(panel: SessionPanel): Promise<string[]> {
  const frame = panel.page.frames().find((candidate) => candidate.url().includes("/apex/")) as Frame;
  await frame.evaluate(AXE);
  const found = await frame.evaluate(async (tags) => {
    const axe = (window as unknown as { axe: { run(options: object): Promise<{ violations: Violation[] }> } })
      .axe;
    return (await axe.run({ runOnly: { type: "tag", values: tags } })).violations;
  }, TAGS);
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`),
  );
}

test("no screen breaks a rule that axe knows", async ({ panel, simulator }) => {
  await expect(panel.heading("Sign in to TeamViewer")).toBeVisible();
  expect(await violations(panel)).toEqual([]);
  await panel.signIn();
  expect(await violations(panel)).toEqual([]);
  const code = await panel.create();
  expect(await violations(panel)).toEqual([]);
  await simulator.customer(code, "connect");
  await expect(panel.status()).toContainText("Customer online");
  await panel.button("Close session").click();
  await expect(panel.root.getByRole("group")).toBeVisible();
  expect(await violations(panel)).toEqual([]);
  await simulator.fail({ match: "close_session", kind: "bad_request" });
  await panel.root.getByRole("group").getByRole("button", { name: "Close anyway" }).click();
  await expect(panel.alert()).toBeVisible();
  expect(await violations(panel)).toEqual([]);
  await panel.button("Dismiss").click();
  await simulator.session(code, "close");
  await expect(panel.heading("Session closed")).toBeVisible();
  expect(await violations(panel)).toEqual([]);
});

test("a session is made and closed by keyboard alone", async ({ signedIn, page }) => {
  await signedIn.button("New Remote Control Session").focus();
  await page.keyboard.press("Enter");
  await expect(signedIn.status()).toContainText("Waiting for the customer");
  // The focus is still in the component: on the button that stayed, or on the heading of the new screen.
  await expect(signedIn.root.locator(":focus")).toHaveCount(1);
  // Forward through everything that can be focused, to the last button.
  for (let steps = 0; steps < 12; steps += 1) {
    await page.keyboard.press("Tab");
    if (await signedIn.button("Close session").evaluate((button) => button === document.activeElement)) {
      break;
    }
  }
  await expect(signedIn.button("Close session")).toBeFocused();
  await page.keyboard.press("Space");
  await expect(signedIn.heading("Session closed")).toBeVisible();
});
