// Chromium as a user has it: Playwright keeps every page awake and in sight, so what a browser does to a tab that nobody
// looks at can only be measured without it.

import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import type { Readable, Writable } from "node:stream";

import { browser, CHROMIUM } from "./chromium.ts";

/** Hidden tabs are slowed down to one wake-up a minute at once, and not only after the usual five minutes. */
const SLOW_AT_ONCE = "--enable-features=IntensiveWakeUpThrottling:grace_period_seconds/1";

interface Reply {
  readonly id?: number;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

/** A browser that is driven by its own protocol, and by as little of it as possible. */
export class BareChromium {
  readonly #process: ChildProcess;
  readonly #waiting = new Map<number, (reply: Reply) => void>();
  #last = 0;

  private constructor(process: ChildProcess) {
    this.#process = process;
    let read = "";
    (process.stdio[4] as Readable).setEncoding("utf8").on("data", (part: string) => {
      const messages = (read + part).split("\0");
      read = messages.pop() ?? "";
      for (const message of messages) {
        const reply = JSON.parse(message) as Reply;
        if (reply.id !== undefined) {
          this.#waiting.get(reply.id)?.(reply);
          this.#waiting.delete(reply.id);
        }
      }
    });
  }

  /** Starts a browser with a profile. */
  static start(profile: string): BareChromium {
    const { args = [] } = browser?.launchOptions ?? {};
    const own = [SLOW_AT_ONCE, "--headless", "--remote-debugging-pipe", `--user-data-dir=${profile}`];
    return new BareChromium(
      spawn(CHROMIUM, [...args, ...own, "about:blank"], {
        stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
      }),
    );
  }

  /** Opens a tab in front of the others; a script may run in each of its documents before their own. */
  async open(address: string, script?: () => void): Promise<BareTab> {
    const { targetId } = await this.send("Target.createTarget", { url: "about:blank" });
    const { sessionId } = await this.send("Target.attachToTarget", { targetId, flatten: true });
    const tab = new BareTab(this, String(sessionId));
    await tab.send("Page.enable");
    if (script !== undefined) {
      await tab.send("Page.addScriptToEvaluateOnNewDocument", { source: `(${String(script)})()` });
    }
    await tab.go(address);
    return tab;
  }

  async send(method: string, params: object = {}, sessionId?: string): Promise<Record<string, unknown>> {
    const id = ++this.#last;
    const reply = new Promise<Reply>((resolve) => this.#waiting.set(id, resolve));
    (this.#process.stdio[3] as Writable).write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    const { result, error } = await reply;
    if (error !== undefined) {
      throw new Error(`${method}: ${error.message}`);
    }
    return result ?? {};
  }

  async close(): Promise<void> {
    const exited = once(this.#process, "exit");
    await this.send("Browser.close");
    await exited;
  }
}

/** One tab. */
export class BareTab {
  constructor(
    readonly browser: BareChromium,
    readonly session: string,
  ) {}

  async go(address: string): Promise<void> {
    await this.send("Page.navigate", { url: address });
  }

  /** The value of an expression in the tab; undefined while there is none. */
  async value(expression: string): Promise<unknown> {
    const { result } = await this.send("Runtime.evaluate", { expression, returnByValue: true });
    return (result as { value?: unknown }).value;
  }

  async send(method: string, params: object = {}): Promise<Record<string, unknown>> {
    return this.browser.send(method, params, this.session);
  }
}
