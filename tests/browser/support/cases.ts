// Cases of one test: what goes wrong in many ways is opened once and tried in each of them, since opening a page and
// signing in takes longer than a case does.

import { test } from "@playwright/test";

import type { Fault } from "./simulator-control.ts";

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

/** What the user reads of each of the simulator's faults, whichever component meets it. */
const SAYS = {
  bad_request: "TeamViewer refused the request.",
  invalid_permission: "Your TeamViewer account may not do this.",
  blocked: "Your TeamViewer account may not do this.",
  licence_limit: "Your TeamViewer licence allows no further session at the same time.",
  rate_limit: "TeamViewer gets too many requests from your account at the moment.",
  too_many_requests: "TeamViewer gets too many requests from your account at the moment.",
  server_error: "TeamViewer is not available at the moment.",
  unavailable: "TeamViewer is not available at the moment.",
  hang: "The answer took too long.",
  drop: "The answer took too long.",
  hang_after: "The answer took too long.",
  drop_after: "The answer took too long.",
  broken_json: "TeamViewer sent an answer that cannot be read.",
  not_json: "TeamViewer sent an answer that cannot be read.",
  huge_body: "TeamViewer sent an answer that cannot be read.",
  missing_fields: "TeamViewer sent an answer that cannot be read.",
  foreign_link: "TeamViewer sent a link to an address that is not allowed",
  javascript_link: "TeamViewer sent a link to an address that is not allowed",
} as const;

/** A kind of fault that the user is told of. */
export type FaultKind = keyof typeof SAYS;

/** TeamViewer's own words, which the user reads as well; with markup, which must not become any. */
const WORDS: Partial<Record<FaultKind, string>> = {
  bad_request: "<b>this</b> is unknown",
  invalid_permission: "a <i>license</i> is needed",
};

/** Seconds after which TeamViewer wants to be asked again: long enough to be counted down on the screen. */
const RETRY_AFTER = 2;

/** One fault, as it is asked of the simulator and as the user is told of it. */
export interface FaultCase {
  readonly kind: FaultKind;
  /** What the simulator needs to know of this fault. */
  readonly more: Partial<Fault>;
  /** What the user reads. */
  readonly says: string;
  /** Where TeamViewer gave its own words: how the user reads those. */
  readonly detail: string | undefined;
}

/** The cases of some kinds of fault, in their order. */
export function faultsOf(...kinds: readonly FaultKind[]): readonly FaultCase[] {
  return kinds.map((kind) => {
    const description = WORDS[kind];
    return {
      kind,
      more: {
        ...(description === undefined ? {} : { description }),
        ...(SAYS[kind] === SAYS.rate_limit ? { retry_after: RETRY_AFTER } : {}),
      },
      says: SAYS[kind],
      detail: description === undefined ? undefined : `TeamViewer says: ${description}`,
    };
  });
}

/** Answers in which TeamViewer says that it will not or cannot. */
export const REFUSALS = [
  "bad_request",
  "invalid_permission",
  "blocked",
  "rate_limit",
  "too_many_requests",
  "server_error",
  "unavailable",
] as const satisfies readonly FaultKind[];

/** No answer. */
export const SILENCE = ["hang", "drop"] as const satisfies readonly FaultKind[];

/** Answers that make no sense. */
export const NONSENSE = ["broken_json", "not_json", "huge_body"] as const satisfies readonly FaultKind[];

/** Whatever can come of asking for something that TeamViewer then does not send. */
export const OUTAGES = faultsOf(...REFUSALS, ...SILENCE, ...NONSENSE);

/** Links that nobody may be sent to. */
export const BAD_LINKS = ["foreign_link", "javascript_link"] as const satisfies readonly FaultKind[];

/** The name of a case that is one kind of the simulator's faults. */
export function nameOf({ kind }: { readonly kind: string }): string {
  return kind;
}

/** Seconds that Salesforce should wait for TeamViewer: very many bytes take their time, and it is not that which fails. */
export function patienceFor(kind: string): number {
  return kind === "huge_body" ? 30 : 2;
}
