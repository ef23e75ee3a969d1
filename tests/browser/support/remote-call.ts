// Remote actions called past the screen, as anybody can who opens the browser's console.

import type { Page } from "@playwright/test";

/** The remote actions of the session component, by the attribute of its root that names them. */
export const ACTIONS = [
  "load",
  "refresh",
  "create",
  "join",
  "close",
  "shareOptions",
  "share",
  "signIn",
  "signOut",
] as const;

/** One of them. */
export type Action = (typeof ACTIONS)[number];

/** What the platform answered, and what Apex said in it. */
export interface Answer {
  /** Whether the platform let the call through to Apex. */
  readonly reached: boolean;
  /** The platform's words when it did not. */
  readonly refusal: string;
  /** Apex's reply. */
  readonly reply: {
    readonly ok: boolean;
    readonly data?: Record<string, unknown>;
    readonly error?: { readonly code: string };
  } | null;
}

interface Remoting {
  readonly Visualforce: {
    readonly remoting: {
      readonly Manager: {
        invokeAction(
          action: string,
          request: string,
          callback: (result: string | null, event: { status: boolean; message?: string }) => void,
          options: object,
        ): void;
      };
    };
  };
}

/** Calls a remote action of the component on this page, with the tokens that this page has for it. */
export async function callAction(page: Page, action: Action, request: unknown): Promise<Answer> {
  const attribute = await frameOf(page)
    .locator("#teamviewer")
    .evaluate((root, name) => (root as HTMLElement).dataset[name] ?? "", action);
  return callNamed(page, attribute, typeof request === "string" ? request : JSON.stringify(request));
}

/** Calls a remote action by its whole name. */
export async function callNamed(page: Page, name: string, argument: string): Promise<Answer> {
  const [result, refusal] = await frameOf(page)
    .locator("body")
    .evaluate(
      async (_, [called, sent]) =>
        new Promise<[string | null, string]>((resolve) => {
          const { Visualforce } = window as unknown as Remoting;
          try {
            Visualforce.remoting.Manager.invokeAction(
              called,
              sent,
              (result, event) => resolve([event.status ? result : null, event.message ?? ""]),
              { buffer: false, escape: false },
            );
          } catch (error) {
            // The library itself refuses what the page was not given.
            resolve([null, String(error)]);
          }
        }),
      [name, argument] as const,
    );
  if (result === null) {
    return { reached: false, refusal, reply: null };
  }
  return { reached: true, refusal: "", reply: parsed(result) };
}

/** A reply in the contract's form; anything else is kept as its data. */
function parsed(result: string): Answer["reply"] {
  try {
    return JSON.parse(result) as Answer["reply"];
  } catch {
    return { ok: true, data: { text: result } };
  }
}

/** The frame with the Visualforce page, which may be the page itself. */
function frameOf(page: Page) {
  const frame = page.frames().find((candidate) => candidate.url().includes("/apex/"));
  if (frame === undefined) {
    throw new Error(`${page.url()} shows no Visualforce page`);
  }
  return frame;
}
