// Salesforce Classic and its console, as a user sees them.

import { expect, type Locator, type Page } from "@playwright/test";

import type { OpenRecord } from "./org-control.ts";
import { logIn } from "./record-page.ts";
import { SessionPanel } from "./session-panel.ts";

/** Pages of Classic of one org. */
export class Classic {
  constructor(
    readonly page: Page,
    readonly port: number,
  ) {}

  /** An absolute address of Classic. */
  address(path: string): string {
    return `http://my.salesforce.localhost:${this.port}${path}`;
  }

  /** Logs in as a user and goes to a page. */
  async logIn(path: string, username: string): Promise<void> {
    await logIn(this.page, this.port, this.address(path), username);
  }

  /** Opens a record as a user. */
  async open(record: OpenRecord, username: string): Promise<void> {
    await this.logIn(`/${record.id}`, username);
    await expect(this.page.getByRole("heading", { level: 1 })).toContainText(record.name);
  }

  /** A section of the record's page layout. */
  section(label: string): Locator {
    return this.page.getByRole("region", { name: label, exact: true });
  }

  /** The component in a section. */
  async panel(label = "TeamViewer"): Promise<SessionPanel> {
    return panelIn(this.page, this.section(label).locator("iframe"));
  }

  /** The component behind a quick action of the publisher. */
  async action(label = "TeamViewer"): Promise<SessionPanel> {
    await this.page.getByRole("tab", { name: label, exact: true }).click();
    return panelIn(this.page, this.page.getByRole("tabpanel", { name: label }).locator("iframe"));
  }
}

/** The session component in a frame. */
export async function panelIn(page: Page, frame: Locator): Promise<SessionPanel> {
  const panel = new SessionPanel(page, frame.contentFrame());
  await expect(panel.root.getByRole("heading", { name: "TeamViewer", exact: true })).toBeVisible();
  return panel;
}
