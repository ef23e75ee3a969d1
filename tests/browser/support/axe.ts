// axe-core in the component's frame.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { expect } from "@playwright/test";

import type { SessionPanel } from "./session-panel.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** The component breaks no rule that axe knows, as it is at this moment. */
export async function expectAccessible(panel: SessionPanel): Promise<void> {
  expect(await violations(panel)).toEqual([]);
}

/** Every rule that the component's document breaks at this moment, in words. */
async function violations(panel: SessionPanel): Promise<string[]> {
  const frame = panel.frame();
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
