// The dialog that shares a session, as an agent sees it.

import { expect, type FrameLocator, type Locator, type Page } from "@playwright/test";

/** The open dialog. */
export class ShareDialog {
  readonly root: Locator;

  constructor(component: FrameLocator | Page) {
    this.root = component.getByRole("dialog");
  }

  /** There only when several people belong to the record. */
  contact(): Locator {
    return this.root.getByLabel("Select a Contact");
  }

  bySms(): Locator {
    return this.root.getByRole("checkbox", { name: "Send SMS invite to" });
  }

  phone(): Locator {
    return this.root.getByRole("textbox", { name: "Phone number" });
  }

  byEmail(): Locator {
    return this.root.getByRole("checkbox", { name: "Send e-mail invite" });
  }

  email(): Locator {
    return this.root.getByRole("textbox", { name: "Recipient E-mail" });
  }

  template(): Locator {
    return this.root.getByLabel("Select an e-mail template");
  }

  message(): Locator {
    return this.root.getByRole("textbox", { name: "Optional chatter message" });
  }

  /** It is called as in the manual: "Send" for an SMS alone, else "Share". */
  sendButton(): Locator {
    return this.root.getByRole("button", { name: /^(Share|Send)$/ });
  }

  alert(): Locator {
    return this.root.getByRole("alert");
  }

  /** One line for each channel that was asked for. */
  outcomes(): Locator {
    return this.root.getByRole("status").getByText(/^(Sent by|Not sent by|Message posted|Not posted)/);
  }

  /** Sends what the form says, all of which must go out. */
  async send(...outcomes: readonly RegExp[]): Promise<void> {
    await this.sendButton().click();
    await expect(this.root.getByRole("heading", { name: "The session was shared" })).toBeVisible();
    await expect(this.outcomes()).toHaveText(outcomes);
    await this.root.getByRole("button", { name: "Done", exact: true }).click();
    await expect(this.root).toHaveCount(0);
  }

  /** Gives up sending. */
  async cancel(): Promise<void> {
    await this.root.getByRole("button", { name: "Cancel", exact: true }).click();
    await expect(this.root).toHaveCount(0);
  }
}

/** What becomes of a channel, in words. */
export const SENT = {
  sms: /^Sent by SMS to /,
  email: /^Sent by e-mail to /,
  chatter: /^Message posted to the feed$/,
} as const;

/** What does not become of a channel, in words. */
export const NOT_SENT = {
  sms: /^Not sent by SMS to /,
  email: /^Not sent by e-mail to /,
  chatter: /^Not posted to the feed$/,
} as const;
