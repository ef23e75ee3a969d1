// The connection report, as an agent sees it, and what tests put into TeamViewer for it.

import { expect, type Locator } from "@playwright/test";

import { Pages, test as base } from "./history-panel.ts";
import type { OpenRecord, OrgControl } from "./org-control.ts";
import { logIn } from "./record-page.ts";
import { consent, SessionPanel, type AccountName } from "./session-panel.ts";
import type { SimulatorControl } from "./simulator-control.ts";

/** Accounts of the simulator. */
export const ACCOUNTS = { jane: "u11293276", tom: "u11293277", claire: "u11293278" } as const;
/** A group of the simulator. */
const GROUP = "g1001001";
/** Milliseconds of a day. */
const DAY = 86_400_000;

/** How the report looks. */
export type Form = "Desktop" | "Mobile";

/** The report on a page of its own. */
export class ReportPanel extends SessionPanel {
  rows(): Locator {
    return this.root.locator("tbody").getByRole("row");
  }

  /** The row or the card of a connection, by its device. */
  of(device: string): Locator {
    return this.rows().or(this.cards()).filter({ hasText: device });
  }

  /** The devices of the table, in their order. */
  devices(): Locator {
    return this.root.locator("tbody tr td:nth-child(5)");
  }

  cards(): Locator {
    return this.root.locator(".tv-cards").getByRole("listitem");
  }

  /** The head of the column by which a table is sorted. */
  start(): Locator {
    return this.root.getByRole("columnheader", { name: "Start" });
  }

  /** Waits for all of the report; how many connections it has. */
  async whole(count: number | string): Promise<void> {
    await expect(this.button("Read again")).toBeVisible({ timeout: 60_000 });
    await expect(this.heading(`Connections: ${count}`)).toBeVisible();
  }

  /** The browser forgets who signed in at TeamViewer's own site. */
  async forgetTeamViewer(): Promise<void> {
    await this.page.context().clearCookies({ domain: /teamviewer\.localhost$/ });
  }

  /** Goes through the sign-in. */
  async signInAs(account: AccountName = "Jane Miller"): Promise<void> {
    const popup = await this.openTab(() => this.button("Login to your TeamViewer account").click());
    await consent(popup, account);
    await expect(this.button("Login to your TeamViewer account")).toHaveCount(0);
  }
}

/** The pages of one user about one record, with the report among them. */
export class ReportPages extends Pages {
  /** Opens the report and leaves it to the test what comes. */
  async report(form?: Form, name = "TeamViewerConnectionReport"): Promise<ReportPanel> {
    const address = this.names.page(this.product.port, name);
    const asked = new URLSearchParams({ id: this.record.id, ...(form === undefined ? {} : { form }) });
    await logIn(this.page, this.product.port, `${address}?${asked.toString()}`, this.username);
    const panel = new ReportPanel(this.page, this.page);
    await expect(panel.heading("Connection Report")).toBeVisible();
    return panel;
  }

  /** How often the page calls remote actions of the report from now on. */
  countCalls(): () => number {
    let calls = 0;
    this.page.on("request", (request) => {
      calls += request.postData()?.includes("TeamViewerReportController") === true ? 1 : 0;
    });
    return () => calls;
  }

  /** Holds the calls for further parts back until they are released. */
  async holdMore(): Promise<() => void> {
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    await this.page.route("**/apexremote", async (route) => {
      if (route.request().postData()?.includes('"method":"more"') === true) {
        await released;
      }
      await route.continue();
    });
    return release;
  }
}

/** A session of a record that was made so many days ago and was valid for a day. */
export interface Past {
  readonly code: string;
  readonly daysAgo: number;
  readonly kind?: "RemoteControl" | "Pilot";
}

/** A point in time so many days ago. */
export function ago(days: number): string {
  return new Date(Math.floor((Date.now() - days * DAY) / 1000) * 1000).toISOString().replace(".000Z", "Z");
}

/** Keeps sessions on a record, which must be given oldest first. */
export async function keepPast(org: OrgControl, record: OpenRecord, past: readonly Past[]): Promise<void> {
  const ids = await org.insertAllOwn(
    "TeamViewerCase__c",
    past.map(({ code, daysAgo, kind = "RemoteControl" }) => ({
      ParentRecordId__c: record.id,
      tvSessionCode__c: code,
      Type__c: kind,
      Status__c: "Closed",
      ValidUntil__c: ago(daysAgo - 1),
      CheckedAt__c: ago(daysAgo),
    })),
  );
  // When TeamViewer made a session stands in its timeline.
  await org.insertAllOwn(
    "TeamViewerEvent__c",
    past.map(({ daysAgo }, place) => ({ Session__c: ids[place], Kind__c: "Created", At__c: ago(daysAgo) })),
  );
}

/** A connection that TeamViewer is to know. */
export interface Connection {
  readonly code: string;
  readonly daysAgo: number;
  readonly device?: string;
  readonly account?: string;
  readonly seconds?: number;
  readonly more?: Readonly<Record<string, unknown>>;
  readonly session?: Readonly<Record<string, unknown>>;
}

/** Lets TeamViewer know connections, each an hour after its session was made. */
export async function connect(
  simulator: SimulatorControl,
  connections: readonly Connection[],
): Promise<void> {
  const hour = 1 / 24;
  await simulator.add({
    connections: connections.map(
      ({ code, daysAgo, device, account = ACCOUNTS.jane, seconds = 600, more = {}, session = {} }) => ({
        userid: account,
        groupid: GROUP,
        devicename: device ?? null,
        start_date: ago(daysAgo - hour),
        end_date: ago(daysAgo - hour - seconds / 86_400),
        session: { code, created_at: ago(daysAgo), valid_until: ago(daysAgo - 1), ...session },
        ...more,
      }),
    ),
  });
}

interface ReportFixtures {
  pages: ReportPages;
}

/** Tests of the report; the user is not signed in to TeamViewer by it. */
export const test = base.extend<ReportFixtures>({
  pages: async ({ page, product, names, record, simulator, console: guard }, use) => {
    // Both guards watch whatever the pages do.
    void guard;
    void simulator;
    await use(new ReportPages(page, product, names, record));
  },
});

/** The same with a product to itself: nobody is signed in to TeamViewer. */
export const alone = test.extend({
  alone: async ({}, use) => {
    await use(true);
  },
});
