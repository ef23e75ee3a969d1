// Cases of one test: what goes wrong in many ways is opened once and tried in each of them, since opening a page and
// signing in takes longer than a case does.

import { test } from "@playwright/test";

/** Milliseconds that a case may take on a slow machine; the longest wait for a time-out of TeamViewer's. */
const LONGEST_CASE = 60_000;

/** Tries the cases one after the other, each a step with its name. What a case changed it has to put back. */
export async function eachCase<Case>(
  cases: readonly Case[],
  name: (one: Case) => string,
  run: (one: Case, index: number) => Promise<void>,
): Promise<void> {
  test.setTimeout(test.info().timeout + cases.length * LONGEST_CASE);
  for (const [index, one] of cases.entries()) {
    await test.step(name(one), () => run(one, index));
  }
}

/** The name of a case that is one kind of the simulator's faults. */
export function nameOf({ kind }: { readonly kind: string }): string {
  return kind;
}

/** Seconds that Salesforce should wait for TeamViewer: very many bytes take their time, and it is not that which fails. */
export function patienceFor(kind: string): number {
  return kind === "huge_body" ? 30 : 2;
}
