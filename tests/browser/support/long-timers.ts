// Timers of a minute and more, which a test does not wait for.

import type { Page } from "@playwright/test";

/** A timer shorter than this runs as it is. */
const LONG_MILLIS = 30_000;

/** A window's timers as a browser has them, and those that are held. */
interface Held {
  setTimeout(handler: (...values: unknown[]) => void, delay?: number, ...more: unknown[]): number;
  clearTimeout(id?: number): void;
  heldTimers: Map<number, { readonly delay: number; readonly run: () => void }>;
}

/** Holds the long timers of a page; has to be called before it is opened. */
export async function holdLongTimers(page: Page): Promise<void> {
  await page.addInitScript((long) => {
    const held: Held["heldTimers"] = new Map();
    const here = window as unknown as Held;
    here.heldTimers = held;
    const [set, clear] = [here.setTimeout.bind(here), here.clearTimeout.bind(here)];
    // The browser's own ids stay: WebAssembly reads them as 32 bits.
    here.setTimeout = (handler, delay = 0, ...more) => {
      const id = set(handler, delay, ...more);
      if (delay >= long) {
        held.set(id, {
          delay,
          run: () => {
            clear(id);
            handler(...more);
          },
        });
      }
      return id;
    };
    here.clearTimeout = (id) => {
      held.delete(id ?? 0);
      clear(id);
    };
  }, LONG_MILLIS);
}

/** The delays of the long timers that the page has set and still waits for. */
export async function longTimers(page: Page): Promise<number[]> {
  return page.evaluate(() => [...(window as unknown as Held).heldTimers.values()].map(({ delay }) => delay));
}

/** The time of the long timers comes. */
export async function fireLongTimers(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { heldTimers } = window as unknown as Held;
    const due = [...heldTimers.values()];
    heldTimers.clear();
    for (const { run } of due) {
      run();
    }
  });
}
