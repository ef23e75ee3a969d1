// A test passes only when no page of it said anything unexpected on its console.

import type { BrowserContext } from "@playwright/test";

/** Watches every page of a browser context. */
export class ConsoleGuard {
  readonly #said: string[] = [];
  readonly #expected: { readonly pattern: RegExp; met: boolean }[] = [];

  constructor(context: BrowserContext) {
    context.on("console", (message) => {
      const { url } = message.location();
      this.#said.push(`${message.type()}: ${message.text()} (${url})`);
    });
    context.on("weberror", (error) => {
      this.#said.push(`uncaught: ${String(error.error().stack ?? error.error())}`);
    });
  }

  /** A message that must come, and may come any number of times. */
  expect(pattern: RegExp): void {
    this.#expected.push({ pattern, met: false });
  }

  /** A message that may come: not every build of a browser says it. */
  allow(pattern: RegExp): void {
    this.#expected.push({ pattern, met: true });
  }

  /** What was said and not expected, and what was expected and not said. */
  violations(): string[] {
    const unexpected = this.#said.filter((message) => {
      const rule = this.#expected.find(({ pattern }) => pattern.test(message));
      if (rule !== undefined) {
        rule.met = true;
      }
      return rule === undefined;
    });
    const missing = this.#expected.filter(({ met }) => !met).map(({ pattern }) => `never said: ${pattern}`);
    return [...unexpected, ...missing];
  }
}
