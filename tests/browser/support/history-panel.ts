// The session history, as an agent sees it, and the pages on which tests use it.

import { expect, type BrowserContext, type Locator, type Page } from "@playwright/test";

import { test as base, USERS } from "./fixtures.ts";
import type { Names } from "./names.ts";
import type { OpenRecord, OrgControl } from "./org-control.ts";
import type { Product } from "./product.ts";
import { logIn } from "./record-page.ts";
import { consent, SessionPanel, type AccountName } from "./session-panel.ts";

/** The history on a page of its own. */
export class HistoryPanel extends SessionPanel {
  rows(): Locator {
    return this.root.locator("tbody").getByRole("row");
  }

  /** The session ids, in their order. */
  codes(): Locator {
    return this.root.locator("tbody").getByRole("rowheader");
  }

  /** The row of a session. */
  row(code: string): Locator {
    return this.rows().filter({ has: this.page.getByRole("rowheader", { name: code }) });
  }

  /** The head of a column. */
  column(name: string): Locator {
    return this.root.getByRole("columnheader", { name });
  }

  async sortBy(name: string): Promise<void> {
    await this.column(name).getByRole("button").click();
  }

  /** Shows only sessions with this status. */
  async only(status: string): Promise<void> {
    await this.root.getByLabel("Status", { exact: true }).selectOption(status);
  }

  /** Which part of the list is shown. */
  shown(): Locator {
    return this.root.getByText(/^\d+ to \d+ of \d+$/).and(this.root.locator(":not([role=status])"));
  }

  /** The button that opens a session. */
  opener(code: string): Locator {
    return this.codes().getByRole("button", { name: code });
  }

  async openDetails(code: string): Promise<void> {
    await this.opener(code).click();
    await expect(this.heading(`Session ${code}`)).toBeFocused();
  }

  async back(): Promise<void> {
    await this.button("Back to all sessions").click();
    await expect(this.heading("Sessions of this record")).toBeVisible();
  }

  /** What happened to the opened session, newest first. */
  events(): Locator {
    return this.root.getByRole("listitem");
  }

  /** Goes through the sign-in that the banner offers. */
  async signInAs(account: AccountName = "Jane Miller"): Promise<void> {
    const popup = await this.openTab(() => this.button("Login to your TeamViewer account").click());
    await consent(popup, account);
    await expect(this.button("Login to your TeamViewer account")).toHaveCount(0);
  }
}

/** The pages of one user about one record. */
export class Pages {
  /** Logging in again would end the login of the other tabs. */
  #loggedIn = false;

  constructor(
    readonly page: Page,
    readonly product: Product,
    readonly names: Names,
    readonly record: OpenRecord,
    readonly username: string = USERS.agent,
  ) {}

  /** Opens a page of the package on the record, outside the shell; logs in first. */
  async open(name: string): Promise<void> {
    const address = `${this.names.page(this.product.port, name)}?id=${this.record.id}`;
    if (this.#loggedIn) {
      await this.page.goto(address);
    } else {
      await logIn(this.page, this.product.port, address, this.username);
    }
    this.#loggedIn = true;
  }

  /** The session component, signed in to TeamViewer. */
  async session(account: AccountName = "Jane Miller"): Promise<SessionPanel> {
    await this.open("TeamViewerSession");
    const panel = new SessionPanel(this.page, this.page);
    if (!(await panel.isSignedIn())) {
      await panel.signIn(account);
    }
    return panel;
  }

  /** The history. */
  async history(name = "TeamViewerSessionHistory"): Promise<HistoryPanel> {
    await this.open(name);
    const panel = new HistoryPanel(this.page, this.page);
    await expect(panel.heading("TeamViewer History")).toBeVisible();
    return panel;
  }

  /** The same in another tab of the same browser. */
  async another(): Promise<Pages> {
    const page = await this.page.context().newPage();
    const pages = new Pages(page, this.product, this.names, this.record, this.username);
    pages.#loggedIn = this.#loggedIn;
    return pages;
  }

  /** The same for another user with a browser of their own. */
  async of(username: string, context: BrowserContext): Promise<Pages> {
    return new Pages(await context.newPage(), this.product, this.names, this.record, username);
  }
}

/** What is stored of a session that a test does without TeamViewer. */
export interface Stored {
  readonly code: string;
  readonly status?: "Open" | "Closed";
  readonly kind?: "RemoteControl" | "Pilot";
  readonly online?: boolean;
  /** End of validity, hours from now. */
  readonly validHours?: number;
}

/** Keeps a session of somebody else on a record. */
export async function keep(org: OrgControl, record: OpenRecord, stored: Stored): Promise<void> {
  const { code, status = "Closed", kind = "RemoteControl", online = false, validHours = 24 } = stored;
  const at = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString();
  await org.insertOwn("TeamViewerCase__c", {
    ParentRecordId__c: record.id,
    tvSessionCode__c: code,
    tvCustomerLink__c: `https://get.teamviewer.com/v15/${code.replaceAll("-", "")}`,
    Type__c: kind,
    Status__c: status,
    Online__c: online,
    ValidUntil__c: at(validHours),
    CheckedAt__c: at(-3),
  });
}

interface HistoryFixtures {
  pages: Pages;
}

/** Tests that begin on no page in particular. */
export const test = base.extend<HistoryFixtures>({
  pages: async ({ page, product, names, record, simulator, console: guard }, use) => {
    // Both guards watch whatever the pages do.
    void guard;
    void simulator;
    await use(new Pages(page, product, names, record));
  },
});

/** The same with a product to itself: nobody is signed in to TeamViewer. */
export const alone = test.extend({
  alone: async ({}, use) => {
    await use(true);
  },
});
