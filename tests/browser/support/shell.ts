// The Lightning shell around the components: its App Launcher, its tabs, what it frames.

import { expect, type Frame, type Locator, type Page } from "@playwright/test";

/** What a page in a frame can say to the web component around it. */
export type Message = Readonly<Record<string, unknown>>;

/** The shell of one org, as the user who is logged in sees it. */
export class Shell {
  readonly launcher: Locator;

  constructor(
    readonly page: Page,
    readonly port: number,
  ) {
    this.launcher = page.getByRole("dialog", { name: "App Launcher" });
  }

  /** Goes to a path of the shell. */
  async visit(path: string): Promise<void> {
    await this.page.goto(`http://lightning.force.localhost:${this.port}${path}`);
  }

  /** Opens the App Launcher by keyboard. */
  async openLauncher(): Promise<void> {
    await this.page.getByRole("button", { name: "App Launcher" }).press("Enter");
    await expect(this.launcher).toBeVisible();
  }

  /** What the App Launcher offers in one of its groups. */
  offers(group: "Apps" | "All Items"): Locator {
    return this.launcher.getByRole("region", { name: group }).getByRole("link");
  }

  /** Opens a tab of a record page; returns the frame in it. */
  async open(tab: string): Promise<Locator> {
    await this.page.getByRole("tab", { name: tab, exact: true }).click();
    const frame = this.frame(tab);
    await expect(frame).toBeVisible();
    return frame;
  }

  /** The frame with a name, in whatever component. */
  frame(title: string): Locator {
    return this.page.locator(`iframe[title='${title}']`);
  }
}

/** The document in a frame. */
export async function documentOf(frame: Locator): Promise<Frame> {
  const found = await (await frame.elementHandle())?.contentFrame();
  if (!found) {
    throw new Error("the frame has no document");
  }
  return found;
}

/** Has the page in a frame say something to the window around it. */
export async function say(frame: Locator, message: Message): Promise<void> {
  const target = await frame.page().evaluate(() => location.origin);
  await (
    await documentOf(frame)
  ).evaluate(([said, origin]) => window.parent.postMessage(said, origin), [message, target] as const);
}

/** The height that a frame has been given. */
export async function heightOf(frame: Locator): Promise<number> {
  return Number(await frame.getAttribute("height"));
}

/** Waits until a frame is as high as what is in it: nothing scrolls inside, and nothing is left empty below. */
export async function expectFits(frame: Locator): Promise<void> {
  const inside = await documentOf(frame);
  await expect
    .poll(async () => {
      const [content, hidden] = await inside.evaluate(() => {
        const root = document.documentElement;
        const panel = document.querySelector("#teamviewer")?.getBoundingClientRect();
        return [Math.ceil(panel?.bottom ?? 0), root.scrollHeight - root.clientHeight] as const;
      });
      return { hidden, empty: (await heightOf(frame)) - content };
    })
    .toEqual({ hidden: 0, empty: 0 });
}
