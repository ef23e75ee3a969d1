// axe-core in the component's frame, and on the page around it.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { expect, type Frame, type Page } from "@playwright/test";

import { picture } from "./gallery.ts";
import type { SessionPanel } from "./session-panel.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** The component breaks no rule that axe knows, as it is at this moment. */
export async function expectAccessible(panel: SessionPanel): Promise<void> {
  expect(await violations(panel.frame())).toEqual([]);
}

/** The document of a page breaks no rule that axe knows; what it frames is not looked at. */
export async function expectPageAccessible(page: Page): Promise<void> {
  expect(await violations(page.mainFrame())).toEqual([]);
}

/** As `expectPageAccessible`, for one of many states that a test goes through: the others are looked at all the same. */
export async function expectStateAccessible(page: Page, title: string): Promise<void> {
  expect.soft(await violations(page.mainFrame(), title), title).toEqual([]);
}

/** Every rule that a document breaks at this moment, in words. Its picture has the title, or the test's. */
async function violations(frame: Frame, title?: string): Promise<string[]> {
  await picture(frame.page(), title);
  await frame.evaluate(AXE);
  const found = await frame.evaluate(async (tags) => {
    const axe = (window as unknown as { axe: { run(options: object): Promise<{ violations: Violation[] }> } })
      .axe;
    return (await axe.run({ runOnly: { type: "tag", values: tags }, iframes: false })).violations;
  }, TAGS);
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`),
  );
}
