// The notification component in a browser with real settings: what Playwright grants by itself goes by the page around
// a frame, and so says the opposite of what a user's browser does.

import { expect, type BrowserContext, type Frame, type Page, type Request } from "@playwright/test";

import { browser } from "./chromium.ts";
import { test as base } from "./fixtures.ts";
import { chromiumThat, firefoxThat, type Setting } from "./notification-setting.ts";

/** A notification that the component has given to the browser. */
export interface Shown {
  readonly title: string;
  readonly body: string;
  readonly tag: string;
  /** Whether the browser has shown it. */
  readonly appeared: boolean;
  /** Whether it was taken back. */
  readonly closed: boolean;
}

/** Runs in each page before its scripts: keeps the browser's own notifications in sight, each still the real one. */
export function keepNotifications(): void {
  const Real = window.Notification;
  const kept: Notification[] = [];
  const appeared = new Set<Notification>();
  const closed = new Set<Notification>();
  class Kept extends Real {
    constructor(title: string, options?: NotificationOptions) {
      super(title, options);
      kept.push(this);
      this.addEventListener("show", () => appeared.add(this));
    }

    override close(): void {
      closed.add(this);
      super.close();
    }
  }
  Object.assign(window, {
    Notification: Kept,
    keptNotifications: kept,
    appearedNotifications: appeared,
    closedNotifications: closed,
  });
}

interface Kept {
  readonly keptNotifications?: Notification[];
  readonly appearedNotifications: Set<Notification>;
  readonly closedNotifications: Set<Notification>;
}

interface Fixtures {
  /** What the user has told the browser. */
  setting: Setting;
  /** The tabs of the agent who is logged in and signed in. */
  desk: Desk;
}

export const test = base.extend<Fixtures>({
  setting: ["allow", { option: true }],

  context: async (
    { playwright, browserName, channel, launchOptions, product, names, setting },
    use,
    info,
  ) => {
    const folder = info.outputPath("profile");
    const origin = `http://${names.pagesHost}:${product.port}`;
    const { locale, timezoneId, viewport } = browser ?? {};
    const context = await playwright[browserName].launchPersistentContext(folder, {
      ...(browserName === "firefox"
        ? firefoxThat(setting, launchOptions)
        : await chromiumThat(setting, launchOptions, origin, folder)),
      channel,
      locale,
      timezoneId,
      viewport,
    });
    await context.addInitScript(keepNotifications);
    await use(context);
    await context.close();
  },

  page: async ({ context }, use) => {
    await use(context.pages()[0] ?? (await context.newPage()));
  },

  desk: async ({ signedIn, context, product, names }, use) => {
    void signedIn;
    await use(
      new Desk(context, `http://${names.pagesHost}:${product.port}`, names.own("tvSessionNotification")),
    );
  },
});

/** The component's tabs in one browser. */
export class Desk {
  /** Questions who is connected, by every tab, since the desk is there. */
  polls = 0;

  constructor(
    readonly context: BrowserContext,
    readonly origin: string,
    readonly pageName: string,
  ) {
    context.on("request", (request) => {
      if (request.url().endsWith("/apexremote") && isOurs(request.frame()) && asks(request)) {
        this.polls += 1;
      }
    });
  }

  /** The address of the component's page. */
  get address(): string {
    return `${this.origin}/apex/${this.pageName}`;
  }

  /** Opens the component in a tab of its own; it is the one that is looked at. */
  async open(): Promise<Watcher> {
    const watcher = new Watcher(await this.context.newPage());
    await watcher.page.goto(this.address);
    await expect(watcher.heading()).toBeVisible();
    return watcher;
  }

  /** What the browser was given to show, in all tabs that are open. */
  async shown(): Promise<Shown[]> {
    const frames = this.context.pages().flatMap((page) => page.frames());
    const all = await Promise.all(frames.filter(isOurs).map(notificationsOf));
    return all.flat();
  }

  /** Waits until so many notifications were shown, and says which. */
  async waitForShown(count: number, timeout = 20_000): Promise<Shown[]> {
    const appeared = async (): Promise<boolean[]> => (await this.shown()).map((one) => one.appeared);
    await expect.poll(appeared, { timeout, intervals: [100] }).toEqual(Array(count).fill(true));
    return this.shown();
  }

  /** Waits until the component has asked so many times more. */
  async waitForPolls(more: number): Promise<void> {
    const wanted = this.polls + more;
    await expect.poll(() => this.polls, { intervals: [100] }).toBeGreaterThanOrEqual(wanted);
  }

  /** Clicks the newest notification, as the desktop does: the event is dispatched where the browser would. */
  async clickNotification(): Promise<void> {
    for (const page of this.context.pages()) {
      for (const frame of page.frames().filter(isOurs)) {
        const clicked = await frame.evaluate(() => {
          const newest = (window as unknown as Kept).keptNotifications?.at(-1);
          newest?.dispatchEvent(new Event("click"));
          return newest !== undefined;
        });
        if (clicked) {
          return;
        }
      }
    }
    throw new Error("no notification was shown");
  }
}

/** Whether a call to Apex asks who is connected. Firefox's driver hears nothing of what a call says: each counts. */
function asks(call: Request): boolean {
  const said = call.postData();
  return said === null || said.includes('"method":"poll"');
}

function isOurs(frame: Frame): boolean {
  return frame.url().includes("tvSessionNotification");
}

async function notificationsOf(frame: Frame): Promise<Shown[]> {
  return frame.evaluate(() => {
    const { keptNotifications, appearedNotifications, closedNotifications } = window as unknown as Kept;
    return (keptNotifications ?? []).map((one) => ({
      title: one.title,
      body: one.body,
      tag: one.tag,
      appeared: appearedNotifications.has(one),
      closed: closedNotifications.has(one),
    }));
  });
}

/** The component in a tab or a frame. */
export class Watcher {
  constructor(
    readonly page: Page,
    readonly root: Page | Frame = page,
  ) {}

  heading() {
    return this.root.getByRole("heading", { name: "TeamViewer session notifications" });
  }

  button(name: string | RegExp) {
    return this.root.getByRole("button", { name });
  }

  link(name: string | RegExp) {
    return this.root.getByRole("link", { name });
  }

  /** A customer who is connected. */
  callers() {
    return this.root.getByRole("listitem");
  }

  text(text: string | RegExp) {
    return this.root.getByText(text);
  }
}

export { expect };
export { USERS } from "./fixtures.ts";
