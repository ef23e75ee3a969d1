// A record's page in the Lightning shell.

import { expect, type Locator, type Page } from "@playwright/test";

import type { Names } from "./names.ts";
import type { OpenRecord } from "./org-control.ts";
import { SessionPanel } from "./session-panel.ts";

/** Opens record pages of one org. */
export class RecordPage {
  constructor(
    readonly page: Page,
    readonly port: number,
    readonly names: Names,
  ) {}

  /** The address of a page of the package. */
  address(name: string): string {
    return this.names.page(this.port, name);
  }

  /** Logs in as a user and opens a record on its TeamViewer tab. */
  async open(record: OpenRecord, username: string): Promise<SessionPanel> {
    await this.logIn(address(record), username);
    return this.panel();
  }

  /** Logs in as a user and goes to an address of the org. */
  async logIn(target: string, username: string): Promise<void> {
    await logIn(this.page, this.port, target, username);
  }

  /** Opens a record as the user who is logged in already. */
  async visit(record: OpenRecord): Promise<SessionPanel> {
    await this.page.goto(`http://lightning.force.localhost:${this.port}${address(record)}`);
    return this.panel();
  }

  /** The component on the page that is open. */
  async panel(): Promise<SessionPanel> {
    await this.page.getByRole("tab", { name: "TeamViewer", exact: true }).click();
    const panel = new SessionPanel(this.page, this.page.frameLocator("iframe[title='TeamViewer']"));
    await expect(panel.root.getByRole("heading", { name: "TeamViewer", exact: true })).toBeVisible();
    return panel;
  }

  /** The posts in the record's feed, newest first. */
  async feed(record: OpenRecord): Promise<Locator> {
    await this.page.goto(`http://lightning.force.localhost:${this.port}${address(record)}`);
    await this.page.getByRole("tab", { name: "Chatter", exact: true }).click();
    return this.page.getByRole("region", { name: "Chatter" }).getByRole("listitem");
  }
}

/** Logs in as a user of the org on a port, and goes to an address. */
export async function logIn(page: Page, port: number, target: string, username: string): Promise<void> {
  const entry = new URLSearchParams({ un: username, retURL: target });
  await page.goto(`http://my.salesforce.localhost:${port}/secur/frontdoor.jsp?${entry.toString()}`);
}

function address({ object, id }: OpenRecord): string {
  return `/lightning/r/${object}/${id}/view`;
}
