// The history and the connection report of a record, the devices, and the company's report.

import { JANE } from "../support/devices-panel.ts";
import { keep } from "../support/history-panel.ts";
import { connect, keepPast } from "../support/report-panel.ts";
import { expect, test, USERS } from "./studio.ts";

/** Seconds of a day. */
const DAY = 86_400;

/** Sessions of the weeks before. */
const PAST = [
  { code: "s10-204-771", daysAgo: 41 },
  { code: "s10-318-092", daysAgo: 23, kind: "Pilot" },
  { code: "s10-377-415", daysAgo: 9 },
] as const;

/** What came of them. */
const CONNECTIONS = [
  { code: "s10-204-771", daysAgo: 41, device: "Reception", seconds: 3900, more: { billing_state: "Billed" } },
  {
    code: "s10-318-092",
    daysAgo: 23,
    device: "Galaxy S24",
    seconds: 1260,
    more: { notes: "E-17", billing_state: "DoNotBill", support_session_type: 2 },
    session: { feedback: { session_rating: 4, user_comment: "Rapide, merci !" } },
  },
  { code: "s10-377-415", daysAgo: 9, device: "Self check-out 2", seconds: 540 },
] as const;

/** Devices of a shop. */
const DEVICES = {
  computers: [
    { teamviewer_id: 400000001, name: "FRONT-01", online_state: "Online" },
    { teamviewer_id: 400000002, name: "TILL-1", online_state: "Offline", last_seen: "2026-02-27T18:05:00Z" },
    { teamviewer_id: 1100000003, name: "TILL-2", online_state: "Busy" },
    { teamviewer_id: 1100000005, name: "LAPTOP-5", online_state: "Online" },
  ].map((computer) => ({ version: "15.60.3", assigned_to: JANE, ...computer })),
  entries: [
    { device_id: "d700000001", teamviewer_id: 400000001, groupid: "g1001001", alias: "FRONT-01" },
    { device_id: "d700000002", teamviewer_id: 400000002, groupid: "g1001001", alias: "TILL-1" },
    { device_id: "d700000003", teamviewer_id: 1100000003, groupid: "g1001001", alias: "TILL-2" },
  ],
  managed: [
    {
      id: "7f1f4e0a-0000-4000-8000-000000000003",
      teamviewer_id: 1100000005,
      name: "LAPTOP-5",
      description: "Inventory 17",
      managers: [JANE],
    },
  ],
} as const;

test("the history of a Case", async ({ studio, record, simulator, org, page }) => {
  // Kept when they were made, so that their dates fit.
  for (const { daysAgo, ...past } of PAST) {
    await org.advance(-daysAgo * DAY);
    await keep(org, record, { ...past, validHours: 24 - 24 * daysAgo });
    await org.advance(daysAgo * DAY);
  }
  await studio.session(record);
  const code = await studio.create();
  await simulator.customer(code, "connect");
  await page.setViewportSize({ width: 1180, height: 900 });
  await studio.open("TeamViewerSessionHistory", record);
  const row = page.locator("tbody").getByRole("row").filter({ hasText: code });
  await expect(row).toContainText(studio.say("status.online"));
  await studio.take("history");
  await row.getByRole("rowheader").getByRole("button").click();
  await expect(studio.button("history.back")).toBeVisible();
  await studio.take("history-details");
});

test("the connection report of a Case", async ({ studio, record, simulator, org, page }) => {
  await keepPast(org, record, PAST);
  await connect(simulator, CONNECTIONS);
  await studio.session(record);
  await page.setViewportSize({ width: 1180, height: 900 });
  await studio.open("TeamViewerConnectionReport", record);
  await expect(studio.button("report.again")).toBeVisible();
  await expect(page.locator("tbody").getByRole("row")).toHaveCount(PAST.length);
  await studio.take("report");
  await page.setViewportSize({ width: 420, height: 900 });
  await studio.open("TeamViewerConnectionReport", record, USERS.agent, "&form=Mobile");
  await expect(studio.button("report.again")).toBeVisible();
  await expect(page.locator(".tv-cards").getByRole("listitem").first()).toBeVisible();
  await page.setViewportSize({ width: 420, height: 620 });
  await studio.takeWindow("report-mobile", 620);
});

test("the devices of an account", async ({ studio, simulator, page }) => {
  await simulator.add({ devices: DEVICES });
  await page.setViewportSize({ width: 1180, height: 900 });
  await studio.open("TeamViewerMyDevices");
  await studio.signIn();
  await expect(studio.heading("devices.heading")).toBeVisible();
  await studio.take("devices");
});

test("the connections of the company", async ({ studio, simulator, org, page }) => {
  await org.settings({ CalloutTimeoutSeconds__c: 60 });
  await simulator.company();
  await page.setViewportSize({ width: 1180, height: 1000 });
  await studio.open("TeamViewerCompanyReport", undefined, USERS.administrator);
  await studio.signIn("Claire Dubois");
  await expect(page.getByText(studio.like("company.whole")).first()).toBeVisible({ timeout: 80_000 });
  await studio.takeWindow("company-report", 720);
});
