// MyDevices, as an agent sees it on the page of its tab.

import { expect, type Locator, type Page } from "@playwright/test";

import { USERS } from "./org-control.ts";
import type { RecordPage } from "./record-page.ts";
import { SessionPanel } from "./session-panel.ts";
import type { SimulatorControl } from "./simulator-control.ts";

/** Jane Miller's account at TeamViewer. */
export const JANE = "u11293276";
/** Her own group, which she shares with Tom. */
const SERVICE_DESK = "g1001001";
/** A group of Tom's that Jane does not see. */
const TOMS = "g1001002";

const VERSION = "15.60.3";

/** The devices of a small company: one of every sort, some in both of TeamViewer's lists. */
const DEVICES = {
  computers: [
    { teamviewer_id: 400000001, name: "FRONT-01", online_state: "Online", version: VERSION },
    {
      teamviewer_id: 400000002,
      name: "TILL-10",
      online_state: "Offline",
      version: VERSION,
      assigned_to: JANE,
      last_seen: "2026-02-27T18:05:00Z",
    },
    { teamviewer_id: 1100000003, name: "TILL-9", online_state: "Busy", version: VERSION },
    { teamviewer_id: 1100000004, name: "<b>Étage 2</b>", online_state: "Away", version: VERSION },
    { teamviewer_id: 1100000005, name: "LAPTOP-5", online_state: "Offline", version: VERSION },
    { teamviewer_id: 400000006, name: "TOMS-PC", online_state: "Online", version: VERSION },
  ],
  entries: [
    {
      device_id: "d700000001",
      teamviewer_id: 400000001,
      groupid: SERVICE_DESK,
      alias: "Front desk",
    },
    {
      device_id: "d700000002",
      teamviewer_id: 400000002,
      groupid: SERVICE_DESK,
      alias: "Till 10",
      description: "Room 3",
    },
    { device_id: "d700000003", teamviewer_id: 1100000003, groupid: SERVICE_DESK, alias: "Till 9" },
    { device_id: "d700000004", teamviewer_id: 400000006, groupid: TOMS, alias: "Tom's" },
  ],
  managed: [
    {
      id: "7f1f4e0a-0000-4000-8000-000000000001",
      teamviewer_id: 400000001,
      name: "FRONT-01",
      description: "Inventory 17",
      managers: [JANE],
    },
    {
      id: "7f1f4e0a-0000-4000-8000-000000000002",
      teamviewer_id: 1100000004,
      name: "<b>Étage 2</b>",
      managers: [JANE],
    },
    {
      id: "7f1f4e0a-0000-4000-8000-000000000003",
      teamviewer_id: 1100000005,
      name: "Laptop 5",
      managers: [JANE],
    },
  ],
};

/** Gives Jane and Tom the devices of a small company. */
export async function addDevices(simulator: SimulatorControl): Promise<void> {
  await simulator.add({ devices: DEVICES });
}

/** How many devices fit into one call to the simulator. */
const AT_ONCE = 2_500;

/** Gives Jane and Tom so many devices, all online: `PC 0`, `PC 1` and so on. */
export async function addManyDevices(simulator: SimulatorControl, count: number): Promise<void> {
  for (let start = 0; start < count; start += AT_ONCE) {
    const numbers = Array.from({ length: Math.min(AT_ONCE, count - start) }, (_, place) => start + place);
    const computers = numbers.map((number) => ({
      teamviewer_id: 500_000_000 + number,
      name: `PC ${number}`,
      online_state: "Online",
      version: VERSION,
    }));
    const entries = numbers.map((number) => ({
      device_id: `d${800_000_000 + number}`,
      teamviewer_id: 500_000_000 + number,
      groupid: SERVICE_DESK,
      alias: `PC ${number}`,
    }));
    await simulator.add({ devices: { computers, entries } });
  }
}

/** The component on the page of its tab. */
export class DevicesPanel extends SessionPanel {
  declare readonly root: Page;

  constructor(page: Page) {
    super(page, page);
  }

  /** Logs in as a user and opens the page. */
  static async open(recordPage: RecordPage, username: string = USERS.agent): Promise<DevicesPanel> {
    await recordPage.logIn(recordPage.address("TeamViewerMyDevices"), username);
    const panel = new DevicesPanel(recordPage.page);
    await expect(panel.heading("TeamViewer MyDevices")).toBeVisible();
    return panel;
  }

  /** Signs in to TeamViewer, unless a test before has. */
  async signInOnce(): Promise<void> {
    if (!(await this.isSignedIn())) {
      await this.signIn();
    }
    await expect(this.heading("Your devices")).toBeVisible();
  }

  /** The rows of devices, without the head of the table. */
  rows(): Locator {
    return this.root.locator("tbody").getByRole("row");
  }

  /** The row of a device. */
  row(name: string): Locator {
    return this.rows().filter({ has: this.page.getByRole("rowheader", { name, exact: true }) });
  }

  /** The names on the screen, from top to bottom. */
  names(): Locator {
    return this.root.locator("tbody").getByRole("rowheader");
  }

  /** How many devices there are, in words. */
  count(): Locator {
    return this.root.getByText(/^Devices: /);
  }

  search(): Locator {
    return this.root.getByRole("searchbox", { name: "Search" });
  }

  state(): Locator {
    return this.root.getByLabel("Status", { exact: true });
  }

  group(): Locator {
    return this.root.getByLabel("Group", { exact: true });
  }

  /** The head of a column. */
  column(name: string): Locator {
    return this.root.getByRole("columnheader", { name });
  }

  /** The button that connects to a device. */
  connect(name: string): Locator {
    return this.root.getByRole("button", { name: `Connect to ${name}`, exact: true });
  }
}
