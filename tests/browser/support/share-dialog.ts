// The dialog that shares a session, as an agent sees it.

import type { FrameLocator, Locator, Page } from "@playwright/test";

/** The open dialog. */
export class ShareDialog {
  readonly root: Locator;

  constructor(component: FrameLocator | Page) {
    this.root = component.getByRole("dialog", { name: "Share session" });
  }

  /** There only when several people belong to the record. */
  contact(): Locator {
    return this.root.getByLabel("Select a Contact");
  }

  bySms(): Locator {
    return this.root.getByRole("checkbox", { name: "Send invitation by SMS to" });
  }

  phone(): Locator {
    return this.root.getByRole("textbox", { name: "Phone number" });
  }

  byEmail(): Locator {
    return this.root.getByRole("checkbox", { name: "Send invitation by e-mail" });
  }

  email(): Locator {
    return this.root.getByRole("textbox", { name: "Recipient Email" });
  }

  template(): Locator {
    return this.root.getByLabel("Select an Email Template");
  }

  message(): Locator {
    return this.root.getByRole("textbox", { name: "Chatter message" });
  }

  sendButton(): Locator {
    return this.root.getByRole("button", { name: "Send", exact: true });
  }

  closeButton(): Locator {
    return this.root.getByRole("button", { name: "Close", exact: true });
  }

  /** One line for each channel that was asked for. */
  outcomes(): Locator {
    return this.root.getByRole("list", { name: "Result" }).getByRole("listitem");
  }
}
