// The administration page, as an administrator sees it on the page of its tab.

import { expect, type Locator, type Page } from "@playwright/test";

import { USERS } from "./org-control.ts";
import type { RecordPage } from "./record-page.ts";
import { consent, SessionPanel, type AccountName } from "./session-panel.ts";

/** How a line of the health check is. */
export type State = "OK" | "Attention" | "Unknown";

/** The component on the page of its tab. */
export class AdministrationPage extends SessionPanel {
  declare readonly root: Page;

  constructor(page: Page) {
    super(page, page);
  }

  /** Logs in as a user and opens the page. */
  static async open(
    recordPage: RecordPage,
    username: string = USERS.administrator,
  ): Promise<AdministrationPage> {
    await recordPage.logIn(recordPage.address("TeamViewerAdministration"), username);
    const page = new AdministrationPage(recordPage.page);
    await expect(page.heading("TeamViewer Administration")).toBeVisible();
    return page;
  }

  /** A field of one of the forms. */
  field(label: string): Locator {
    return this.root.getByLabel(label, { exact: true });
  }

  /** What is wrong with a field. */
  wrong(label: string): Locator {
    return this.root.locator(".tv-field", { has: this.field(label) }).locator(".tv-wrong");
  }

  /** A part of the page. */
  part(name: string): Locator {
    return this.root.getByRole("region", { name, exact: true });
  }

  /** Saves the settings. */
  async execute(): Promise<void> {
    await this.button("Execute").click();
    await expect(this.part("Session Settings").getByText("The settings are saved.")).toBeVisible();
  }

  /** The row of a supported object, by its label. */
  object(label: string): Locator {
    const header = this.page.getByRole("rowheader", { name: label, exact: true });
    return this.root.getByRole("row").filter({ has: header });
  }

  /** Looks at everything. */
  async check(): Promise<void> {
    const answered = this.page.waitForResponse(/\/apexremote$/);
    await this.root.getByRole("button", { name: /^Check (now|again)$/ }).click();
    await answered;
    await expect(this.root.getByText(/^As of /)).toBeVisible();
    await expect(this.button("Check again")).toHaveAttribute("aria-disabled", "false");
  }

  /** A line of the health check. */
  line(title: string): Locator {
    const heading = this.page.getByRole("heading", { level: 3, name: title, exact: true });
    return this.part("Health check").locator("li", { has: heading });
  }

  /** A line of the health check is as it should be, or says why not. */
  async expectLine(title: string, state: State, words: string | RegExp): Promise<void> {
    await expect(this.line(title).locator(".tv-badge"), title).toHaveText(new RegExp(`${state}$`));
    await expect(this.line(title), title).toContainText(words);
  }

  /** Signs in to TeamViewer with the app of this org. */
  override async signIn(account: AccountName = "Jane Miller"): Promise<void> {
    const tab = await this.openTab(() => this.button("Login to your TeamViewer account").click());
    await consent(tab, account);
    await expect(this.root.getByText("You have signed in with the app: it works.")).toBeVisible();
  }
}

/** How many remote calls a page makes from now on. */
export function countCalls(page: Page): { calls: number } {
  const count = { calls: 0 };
  page.on("request", (request) => {
    count.calls += request.url().endsWith("/apexremote") ? 1 : 0;
  });
  return count;
}
