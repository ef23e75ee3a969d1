// The connections of a record: as TeamViewer tells them, in both forms, sorted, and only those of this record.

import { expect } from "../support/fixtures.ts";
import { ACCOUNTS, ago, alone, connect, keepPast, ReportPanel, test } from "../support/report-panel.ts";

test("a session's connection is in the report once it has ended", async ({ pages, simulator }) => {
  const session = await pages.session();
  const code = await session.create();
  await simulator.customer(code, "connect");
  await simulator.supporter(code, "join");
  const running = await pages.report();
  await running.whole(0);
  await expect(
    running.root.getByText("TeamViewer shows your account no connections of this record’s sessions."),
  ).toBeVisible();
  await expect(
    running.root.getByText("This report shows what TeamViewer shows the account Jane Miller"),
  ).toBeVisible();

  await simulator.supporter(code, "leave");
  await running.button("Read again").click();
  await running.whole(1);
  await expect(running.root.getByRole("columnheader")).toHaveText([
    /Start/,
    "End",
    "Duration",
    "User",
    "Device",
    "Session",
    "Notes",
    "Billing",
    "Feedback",
  ]);
  await expect(running.rows().getByRole("rowheader")).toHaveText(/\d{4}/);
  await expect(running.rows().getByRole("cell")).toHaveText([
    /\d{4}/,
    /^\d+ (sec|min)$/,
    "Jane Miller",
    "Customer's computer",
    `${code}Remote control session`,
    "–None",
    "To be billed",
    "–None",
  ]);
  await expect(running.root.getByRole("status").first()).toHaveText("The report is ready. Connections: 1");
});

test("everything that TeamViewer tells of a connection", async ({ pages, simulator, org, record }) => {
  await pages.session();
  await keepPast(org, record, [
    { code: "s10-000-101", daysAgo: 40, kind: "Pilot" },
    { code: "s10-000-102", daysAgo: 20 },
  ]);
  const notes = `Replaced <b>the driver</b>. ${"And looked at the rest. ".repeat(10)}`;
  await connect(simulator, [
    {
      code: "s10-000-101",
      daysAgo: 40,
      device: "Reception",
      seconds: 3900,
      more: { notes, fee: 1234.5, currency: "EUR", billing_state: "DoNotBill", support_session_type: 2 },
      session: { feedback: { session_rating: 4, user_comment: "Fast & friendly" } },
    },
    { code: "s10-000-102", daysAgo: 20, more: { deviceid: "400000007", billing_state: "Billed" } },
  ]);
  const report = await pages.report();
  await report.whole(2);
  const row = report.of("Reception");
  await expect(row.getByRole("cell")).toHaveText([
    /\d{4}/,
    "1 hr 5 min",
    "Jane Miller",
    "Reception",
    "s10-000-101Pilot session",
    /^Replaced <b>the driver<\/b>/,
    "Not to be billed1,234.5 EUR",
    "Rating: 4Fast & friendly",
  ]);
  const details = row.getByRole("group");
  await expect(details.getByRole("paragraph")).toBeHidden();
  await details.locator("summary").click();
  await expect(details.getByRole("paragraph")).toHaveText(notes.trim());
  await expect(report.of("400000007").getByRole("cell")).toContainText([
    "",
    "10 min",
    "",
    "400000007",
    "",
    "",
    "Billed",
  ]);

  await test.step("the same as cards", async () => {
    const mobile = await pages.report("Mobile");
    await mobile.whole(2);
    await expect(mobile.root.getByRole("table")).toHaveCount(0);
    await expect(mobile.cards()).toHaveCount(2);
    await expect(mobile.cards().first()).toContainText("400000007");
    const card = mobile.of("Reception");
    for (const [name, value] of [
      ["Duration", "1 hr 5 min"],
      ["User", "Jane Miller"],
      ["Session", "s10-000-101Pilot session"],
      ["Billing", "Not to be billed1,234.5 EUR"],
      ["Feedback", "Rating: 4Fast & friendly"],
    ] as const) {
      await expect(card.locator(".tv-fact", { hasText: name }).locator("dd")).toHaveText(value);
    }
    await mobile.button("Oldest first").click();
    await expect(mobile.cards().first()).toContainText("Reception");
    await mobile.button("Newest first").click();
    await expect(mobile.cards().first()).toContainText("400000007");
  });

  await test.step("a form that does not exist is the table", async () => {
    const address = new URL(pages.page.url());
    address.searchParams.set("form", "Watch");
    await pages.page.goto(address.toString());
    await expect(new ReportPanel(pages.page, pages.page).rows()).toHaveCount(2);
  });
});

test("connections are sorted by date, also by keyboard", async ({ pages, simulator, org, record }) => {
  await pages.session();
  const past = [12, 8, 4].map((daysAgo) => ({ code: `s10-000-1${10 + daysAgo}`, daysAgo }));
  await keepPast(org, record, past);
  await connect(
    simulator,
    past.map((it) => ({ ...it, device: `PC ${it.daysAgo}` })),
  );
  const report = await pages.report();
  await report.whole(3);
  await expect(report.devices()).toHaveText(["PC 4", "PC 8", "PC 12"]);
  await expect(report.start()).toHaveAttribute("aria-sort", "descending");
  const calls = pages.countCalls();
  await report.start().getByRole("button").click();
  await expect(report.devices()).toHaveText(["PC 12", "PC 8", "PC 4"]);
  await expect(report.start()).toHaveAttribute("aria-sort", "ascending");
  await report.start().getByRole("button").press("Enter");
  await expect(report.devices()).toHaveText(["PC 4", "PC 8", "PC 12"]);
  await expect(report.start().getByRole("button")).toBeFocused();
  expect(calls()).toBe(0);
});

test("dates, fees and running connections in every form that TeamViewer has", async ({
  pages,
  simulator,
}) => {
  const session = await pages.session();
  const code = await session.create();
  await simulator.settings({
    report_quirks: { compact_dates: true, bill_instead_of_fee: true, running_listed: true },
  });
  await connect(simulator, [
    { code, daysAgo: 0.1, device: "Billed by the hour", more: { fee: 12.5, currency: "EUR" } },
  ]);
  await simulator.customer(code, "connect");
  await simulator.supporter(code, "join");
  const report = await pages.report();
  await report.whole(2);
  await expect(report.of("Customer's computer").getByRole("cell").first()).toHaveText("Still running");
  await expect(report.of("Customer's computer").getByRole("cell").nth(1)).toHaveText("–None");
  await expect(report.of("Billed by the hour").getByRole("cell")).toContainText([
    /\d{4}/,
    "10 min",
    "",
    "",
    "",
    "",
    "12.5 EUR",
  ]);
});

alone("a report shows what the account may see, and says so", async ({ pages, simulator, org, record }) => {
  await keepPast(org, record, [{ code: "s10-000-301", daysAgo: 10 }]);
  await connect(simulator, [
    { code: "s10-000-301", daysAgo: 10, device: "Seen by Jane" },
    { code: "s10-000-301", daysAgo: 10, device: "Seen by Tom", account: ACCOUNTS.tom },
  ]);
  const report = await pages.report();
  await expect(report.heading("Sign in to TeamViewer")).toBeVisible();
  await report.signInAs("Jane Miller");
  await report.whole(1);
  await expect(report.devices()).toHaveText(["Seen by Jane"]);
  await expect(
    report.root.getByText(
      "those of colleagues only where TeamViewer allows the account to see all connections",
    ),
  ).toBeVisible();

  await report.button("Sign out").click();
  await expect(report.heading("Sign in to TeamViewer")).toBeVisible();
  await expect(report.rows()).toHaveCount(0);
  await report.forgetTeamViewer();
  await report.signInAs("Claire Dubois");
  await report.whole(2);
  await expect(report.of("Seen by Tom")).toContainText("Tom Berger");
});

test("a session code that TeamViewer used again brings no foreign connection", async ({
  pages,
  simulator,
  org,
  record,
}) => {
  await pages.session();
  await keepPast(org, record, [{ code: "s10-000-401", daysAgo: 100 }]);
  const mine = "sf1-0123456789abcdef-0123456789abcdef0123456789abcdef";
  await connect(simulator, [
    { code: "s10-000-401", daysAgo: 100, device: "Ours" },
    { code: "s10-000-401", daysAgo: 10, device: "Somebody else's" },
    // The stored session does not say by which click it was made, so its time counts.
    { code: "s10-000-401", daysAgo: 100, device: "By its time", session: { custom_api: mine } },
    { code: "s10-000-401", daysAgo: 100, device: "Made long ago", session: { created_at: ago(400) } },
  ]);
  const report = await pages.report();
  await report.whole(2);
  await expect(report.devices()).toHaveText([/Ours|By its time/, /Ours|By its time/]);
});

test("a record without sessions asks TeamViewer nothing", async ({ pages, simulator }) => {
  const report = await pages.report();
  await report.whole(0);
  await expect(
    report.root.getByText("There are no connections: this record has no TeamViewer sessions."),
  ).toBeVisible();
  expect(await simulator.countOf("list_connections")).toBe(0);
});

test("very many connections are shown page by page", async ({ pages, simulator, org, record }) => {
  await pages.session();
  await keepPast(org, record, [{ code: "s10-000-501", daysAgo: 3 }]);
  await connect(
    simulator,
    Array.from({ length: 120 }, (_, index) => ({
      code: "s10-000-501",
      daysAgo: 3 - index / 1000,
      device: `PC ${String(index).padStart(3, "0")}`,
    })),
  );
  const report = await pages.report();
  await report.whole(120);
  await expect(report.rows()).toHaveCount(50);
  await expect(report.devices().first()).toHaveText("PC 119");
  await report.button("Next").click();
  await report.button("Next").click();
  await expect(report.root.getByText("101 to 120 of 120")).toBeVisible();
  await expect(report.rows()).toHaveCount(20);
  await expect(report.button("Next")).toBeFocused();
  await expect(report.button("Next")).toHaveAttribute("aria-disabled", "true");
  await report.button("Previous").click();
  await expect(report.root.getByText("51 to 100 of 120")).toBeVisible();
});
