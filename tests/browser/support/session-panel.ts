// The session component, as an agent sees it.

import { expect, type Frame, type FrameLocator, type Locator, type Page } from "@playwright/test";
import { ShareDialog } from "./share-dialog.ts";

/** A kind of session, in the words of the contract. */
export type Kind = "RemoteControl" | "Pilot";

/** The button that makes the first session of a kind. */
export const NEW_SESSION: Readonly<Record<Kind, string>> = {
  RemoteControl: "New Remote Control Session",
  Pilot: "New Pilot Session",
};

/** The button of a Pilot session that goes on with remote control. */
export const SWITCH_TO_REMOTE_CONTROL = "Create a new remote control session";

/** What an agent can say about a new session. */
export interface Options {
  readonly name: string;
  readonly waitingMessage: string;
  /** Hours. */
  readonly validFor: number;
}

/** The demo accounts of the simulator. */
export type AccountName = "Jane Miller" | "Tom Berger" | "Claire Dubois";

/** More steps than any screen has controls. */
const MOST_STEPS = 40;

/** The component in its frame, or on a page of its own. */
export class SessionPanel {
  constructor(
    readonly page: Page,
    readonly root: FrameLocator | Page,
  ) {}

  button(name: string): Locator {
    return this.root.getByRole("button", { name, exact: true });
  }

  heading(name: string): Locator {
    return this.root.getByRole("heading", { name, exact: true });
  }

  alert(): Locator {
    return this.root.getByRole("alert");
  }

  status(): Locator {
    return this.root.locator(".tv-badge");
  }

  customerLink(): Locator {
    return this.root.locator("dd").getByRole("link");
  }

  /** The session code shown, without its dashes' surroundings. */
  async code(): Promise<string> {
    return (await this.root.locator(".tv-code").innerText()).trim();
  }

  /** Opens the sign-in, signs in and consents. */
  async signIn(account: AccountName = "Jane Miller"): Promise<void> {
    const popup = await this.openTab(() => this.button("Login to your TeamViewer account").click());
    await consent(popup, account);
    await this.signedIn(account);
  }

  /** Whether the agent is signed in, as soon as the component knows. */
  async isSignedIn(): Promise<boolean> {
    const signOut = this.button("Sign out");
    await expect(signOut.or(this.button("Login to your TeamViewer account"))).toBeVisible();
    return signOut.isVisible();
  }

  async signedIn(account: AccountName = "Jane Miller"): Promise<void> {
    await expect(this.button("Sign out")).toBeVisible();
    await expect(this.root.getByText(account)).toBeVisible();
  }

  /** Creates a session and returns its code. */
  async create(kind: Kind = "RemoteControl"): Promise<string> {
    await this.button(NEW_SESSION[kind]).click();
    await expect(this.status()).toContainText("Waiting for the customer");
    return this.code();
  }

  /** Opens the options of a new session and fills them in. */
  async options({ name, waitingMessage, validFor }: Options): Promise<void> {
    await this.root.getByText("Options for a new session", { exact: true }).click();
    await this.root.getByLabel("Session name").fill(name);
    await this.root.getByLabel("Waiting message for the customer").fill(waitingMessage);
    await this.root.getByLabel("Valid for").selectOption(`${validFor}`);
  }

  /** Opens the share dialog. */
  async openShare(): Promise<ShareDialog> {
    await this.button("Share").click();
    const dialog = new ShareDialog(this.root);
    await expect(dialog.sendButton()).toBeVisible();
    return dialog;
  }

  /** What happened to the session, newest first; unfolded. */
  async timeline(): Promise<Locator> {
    const summary = this.root.getByText("Timeline", { exact: true });
    const unfolded = this.root.locator("details", { has: summary });
    if ((await unfolded.getAttribute("open")) === null) {
      await summary.click();
    }
    return unfolded.getByRole("listitem");
  }

  /** Closes the session. */
  async close(): Promise<void> {
    await this.button("Close session").click();
    await expect(this.heading("Session closed")).toBeVisible();
  }

  /** Moves the keyboard forward to a control, as somebody without a mouse does. */
  async tabTo(control: Locator): Promise<void> {
    const isThere = (): Promise<boolean> => control.evaluate((element) => element === document.activeElement);
    for (let steps = 0; steps < MOST_STEPS && !(await isThere()); steps += 1) {
      await this.page.keyboard.press("Tab");
    }
    await expect(control).toBeFocused();
  }

  /** The Visualforce page's frame, which may be the page itself. */
  frame(): Frame {
    const frame = this.page.frames().find((candidate) => candidate.url().includes("/apex/"));
    if (frame === undefined) {
      throw new Error(`${this.page.url()} shows no Visualforce page`);
    }
    return frame;
  }

  /** The tab that an action opens. */
  async openTab(action: () => Promise<void>): Promise<Page> {
    const opened = this.page.context().waitForEvent("page");
    await action();
    return opened;
  }
}

/** TeamViewer's sign-in and consent, in a tab that then closes by itself. */
export async function consent(tab: Page, account: AccountName = "Jane Miller"): Promise<void> {
  const signIn = tab.getByRole("button", { name: `Sign in as ${account}` });
  const allow = tab.getByRole("button", { name: "Allow" });
  // A browser that has signed in before is asked for consent at once.
  await signIn.or(allow).waitFor();
  if (await signIn.isVisible()) {
    await signIn.click();
  }
  const closed = tab.isClosed() ? Promise.resolve() : tab.waitForEvent("close");
  await allow.click();
  await closed;
}
