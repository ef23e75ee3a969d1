// A record's page in the Lightning shell.

import { expect, type Page } from "@playwright/test";

import { SessionPanel } from "./session-panel.ts";

/** Opens record pages of one org. */
export class RecordPage {
  constructor(
    readonly page: Page,
    readonly port: number,
  ) {}

  /** Logs in as a user and opens a Case on its TeamViewer tab. */
  async open(caseId: string, username: string): Promise<SessionPanel> {
    await this.logIn(`/lightning/r/Case/${caseId}/view`, username);
    return this.panel();
  }

  /** Logs in as a user and goes to an address of the org. */
  async logIn(target: string, username: string): Promise<void> {
    const entry = new URLSearchParams({ un: username, retURL: target });
    await this.page.goto(
      `http://my.salesforce.localhost:${this.port}/secur/frontdoor.jsp?${entry.toString()}`,
    );
  }

  /** Opens a Case as the user who is logged in already. */
  async visit(caseId: string): Promise<SessionPanel> {
    await this.page.goto(`http://lightning.force.localhost:${this.port}/lightning/r/Case/${caseId}/view`);
    return this.panel();
  }

  /** The component on the page that is open. */
  async panel(): Promise<SessionPanel> {
    await this.page.getByRole("tab", { name: "TeamViewer", exact: true }).click();
    const panel = new SessionPanel(this.page, this.page.frameLocator("iframe[title='TeamViewer']"));
    await expect(panel.root.getByRole("heading", { name: "TeamViewer", exact: true })).toBeVisible();
    return panel;
  }
}
