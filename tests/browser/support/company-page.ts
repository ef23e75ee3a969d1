// The connection report of the company, as an administrator sees it on the page of its tab, and what TeamViewer itself
// knows of the same connections.

import { readFile } from "node:fs/promises";

import { expect, type Locator, type Page } from "@playwright/test";

import { test as base } from "./fixtures.ts";
import { USERS, type OrgControl } from "./org-control.ts";
import type { RecordPage } from "./record-page.ts";
import { consent, SessionPanel, type AccountName } from "./session-panel.ts";
import type { SimulatorControl } from "./simulator-control.ts";

/** A day of the Salesforce user, who lives in this zone (demo/data). */
const ZONE = "Europe/London";

/** A connection as the simulator keeps it. */
export interface CloudConnection {
  readonly id: string;
  readonly userid: string;
  readonly username: string;
  readonly groupid: string;
  readonly groupname: string;
  readonly devicename: string | null;
  readonly start_date: string;
  readonly end_date: string | null;
  readonly billing_state: string;
  readonly notes: string | null;
}

/** The report on the page of its tab. */
export class CompanyPage extends SessionPanel {
  declare readonly root: Page;

  constructor(page: Page) {
    super(page, page);
  }

  /** Logs in as a user and opens the page. */
  static async open(recordPage: RecordPage, username: string = USERS.administrator): Promise<CompanyPage> {
    await recordPage.logIn(recordPage.address("TeamViewerCompanyReport"), username);
    const page = new CompanyPage(recordPage.page);
    await expect(page.heading("TeamViewer Connection Report")).toBeVisible();
    return page;
  }

  /** Goes through the sign-in. */
  async signInAs(account: AccountName = "Claire Dubois"): Promise<void> {
    const popup = await this.openTab(() => this.button("Login to your TeamViewer account").click());
    await consent(popup, account);
    await expect(this.button("Sign out")).toBeVisible();
  }

  /** Signs in, unless a test before has. */
  async signInOnce(account: AccountName = "Claire Dubois"): Promise<void> {
    const mine = this.root.getByText(account);
    if (!(await this.isSignedIn())) {
      await this.signInAs(account);
    } else if (!(await mine.first().isVisible())) {
      await this.button("Sign out").click();
      await this.signInAs(account);
    }
    await expect(mine.first()).toBeVisible();
  }

  /** Waits until every page is there. */
  async whole(): Promise<void> {
    await expect(this.root.getByText("The report is complete.")).toBeVisible({ timeout: 80_000 });
  }

  /** Chooses a period with a name and asks for it. */
  async show(period: string): Promise<void> {
    await this.root.getByLabel("Period", { exact: true }).last().selectOption(period);
    await this.button("Show report").click();
  }

  /** Chooses days and asks for them. */
  async showDays(first: string, last: string): Promise<void> {
    await this.root.getByLabel("From", { exact: true }).fill(first);
    await this.root.getByLabel("To", { exact: true }).fill(last);
    await this.button("Show report").click();
  }

  /** A sum, by its name. */
  fact(name: string): Locator {
    return this.root.locator(".tv-fact", { hasText: name }).locator("dd");
  }

  /** The scrolled table. */
  table(): Locator {
    return this.root.locator("#tv-table");
  }

  /** The rows that are drawn, without the head. */
  rows(): Locator {
    return this.table().locator(".tv-long__body").getByRole("row");
  }

  /** The row with this number, as screen readers count the rows: the head is 1. */
  row(number: number): Locator {
    return this.table().locator(`[aria-rowindex="${number}"]`);
  }

  column(name: string): Locator {
    return this.root.getByRole("columnheader", { name });
  }

  /** What the page says about how far the report is. */
  progress(): Locator {
    return this.root.locator("tv-reading, tv-wanted, tv-waiting, tv-partly, tv-whole");
  }

  /** The text of the file that a click makes. */
  async exported(): Promise<{ readonly name: string; readonly text: string }> {
    const started = this.page.waitForEvent("download");
    await this.button("Export as CSV").click();
    const download = await started;
    const text = await readFile(await download.path(), "utf8");
    return { name: download.suggestedFilename(), text };
  }

  /** How often the page calls a remote action from now on. */
  countCalls(method: string): () => number {
    let calls = 0;
    this.page.on("request", (request) => {
      calls += request.postData()?.includes(`"method":"${method}"`) === true ? 1 : 0;
    });
    return () => calls;
  }
}

/** Writes days as 2026-11-26. Made once, since making it takes longer than thousands of days written with it. */
const DAY = new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE });

/** The day of the Salesforce user on which something began, for example 2026-11-26. */
export function dayOf(start: string): string {
  return DAY.format(new Date(start));
}

/** So many days before today, in the user's calendar. */
export function daysAgo(days: number): string {
  const today = new Date(`${dayOf(new Date().toISOString())}T12:00:00Z`);
  return new Date(today.getTime() - days * 86_400_000).toISOString().slice(0, 10);
}

/** Lets Apex wait as long as a thousand connections may take on a busy machine. */
export async function bePatient(org: OrgControl): Promise<void> {
  await org.settings({ CalloutTimeoutSeconds__c: 60 });
}

/** Lets Apex wait no longer than a test wants to. */
export async function beImpatient(org: OrgControl): Promise<void> {
  await org.settings({ CalloutTimeoutSeconds__c: 3 });
}

/** What TeamViewer knows of connections that began in a period, newest first. */
export async function known(
  simulator: SimulatorControl,
  first: string,
  last: string,
): Promise<CloudConnection[]> {
  const { connections } = await simulator.state();
  return (connections as CloudConnection[])
    .filter(({ start_date }) => dayOf(start_date) >= first && dayOf(start_date) <= last)
    .sort((a, b) => b.start_date.localeCompare(a.start_date));
}

/** Whole seconds of a connection. */
export function secondsOf({ start_date, end_date }: CloudConnection): number {
  return end_date === null ? 0 : (Date.parse(end_date) - Date.parse(start_date)) / 1000;
}

/** A number as the page writes it. */
export function written(number: number): string {
  return number.toLocaleString("en-GB");
}

/** A length of time as the page writes it. */
export function lengthOf(seconds: number): string {
  const unit = (value: number, name: string): string =>
    value.toLocaleString("en-GB", { style: "unit", unit: name, unitDisplay: "short" });
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60)];
  if (minutes === 0) {
    return unit(seconds, "second");
  }
  if (hours === 0) {
    return unit(minutes, "minute");
  }
  const rest = minutes % 60;
  return rest === 0 ? unit(hours, "hour") : `${unit(hours, "hour")} ${unit(rest, "minute")}`;
}

interface CompanyFixtures {
  /** The report of the company of ordinary size, opened by an administrator whose account sees everything. */
  company: CompanyPage;
}

/** Tests of the report. */
export const test = base.extend<CompanyFixtures>({
  company: async ({ recordPage, simulator, org }, use) => {
    await simulator.company();
    await bePatient(org);
    const company = await CompanyPage.open(recordPage);
    await company.signInOnce();
    await use(company);
  },
});

/** The same with a product to itself: nobody is signed in to TeamViewer. */
export const alone = test.extend({
  alone: async ({}, use) => {
    await use(true);
  },
});

export { expect, USERS } from "./fixtures.ts";
