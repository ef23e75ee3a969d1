// What a report costs: how many calls of the page, how many of TeamViewer, and what becomes of it half-way.

import { expect } from "../support/fixtures.ts";
import type { OpenRecord, OrgControl } from "../support/org-control.ts";
import { alone, connect, keepPast, test, type Past } from "../support/report-panel.ts";
import type { SimulatorControl } from "../support/simulator-control.ts";

/** What a transaction may make is a hundred; a part of a report makes a tenth of that. */
const CALLS_PER_PART = 10;

/** Sessions of a year, oldest first, evenly over it. */
function year(count: number): Past[] {
  return Array.from({ length: count }, (_, index) => ({
    code: `s11-${String(100 + Math.floor(index / 900))}-${String(100 + (index % 900))}`,
    daysAgo: 360 - (index * 355) / count,
  }));
}

async function withConnections(
  { org, record, simulator }: { org: OrgControl; record: OpenRecord; simulator: SimulatorControl },
  past: readonly Past[],
): Promise<void> {
  await keepPast(org, record, past);
  await connect(
    simulator,
    past.map((it, index) => ({ ...it, device: `PC ${index}` })),
  );
}

alone(
  "a record with 500 sessions in a company with 20,000 connections",
  async ({ pages, simulator, org, record }) => {
    // Sixteen thousand connections go through Apex.
    test.slow();
    await simulator.company();
    await withConnections({ org, record, simulator }, year(500));
    const calls = pages.countCalls();
    const report = await pages.report();
    const asked = async (): Promise<number> => simulator.countOf("list_connections");

    await test.step("an agent's own connections fill a few answers", async () => {
      await report.signInAs("Jane Miller");
      await report.whole(500);
      // 2,500 of the company's connections are this agent's, three in five with a session code, and 500 are the record's.
      expect(await asked()).toBe(3);
      await expect(report.button("Read again")).toBeVisible();
    });

    await test.step("an administrator's token sees those of everybody", async () => {
      await report.button("Sign out").click();
      await expect(report.heading("Sign in to TeamViewer")).toBeVisible();
      await report.forgetTeamViewer();
      const before = [calls(), await asked()] as const;
      await report.signInAs("Claire Dubois");
      await report.whole(500);
      const [parts, made] = [calls() - before[0], (await asked()) - before[1]];
      // 12,000 of the company's connections have a session code, and 500 are the record's.
      expect(made).toBe(13);
      // Each part asks TeamViewer once; the sign-in and what looked whether it had worked are remote calls too.
      expect(parts).toBeGreaterThanOrEqual(made);
    });
  },
);

test("few sessions are asked for one by one, and nothing else", async ({ pages, simulator, org, record }) => {
  await pages.session();
  await withConnections({ org, record, simulator }, year(3));
  const calls = pages.countCalls();
  const report = await pages.report();
  await report.whole(3);
  const requests = await simulator.requests();
  const asked = requests.filter(({ operations }) => operations.includes("list_connections"));
  expect(asked.map(({ query }) => query)).toEqual(
    year(3)
      .reverse()
      .map(({ code }) => `session_code=${code}`),
  );
  expect(calls()).toBe(1);
});

test("sessions are asked for one by one where their period is longer than they are many", async ({
  pages,
  simulator,
  org,
  record,
}) => {
  await pages.session();
  const past = Array.from({ length: 5 }, (_, index) => ({
    code: `s12-000-${100 + index}`,
    daysAgo: 25 - index * 5,
  }));
  await withConnections({ org, record, simulator }, past);
  await connect(simulator, [{ code: "s12-999-999", daysAgo: 12, more: { count: 6500 } }]);
  const calls = pages.countCalls();
  const report = await pages.report();
  await report.whole(5);
  const requests = await simulator.requests();
  const asked = requests.filter(({ operations }) => operations.includes("list_connections"));
  // The first answer says how long the period is; the rest is the cheaper way.
  const kinds = asked.map(({ query }) => (query.includes("session_code=") ? "session" : "period"));
  expect(kinds).toEqual(["period", "session", "session", "session", "session", "session"]);
  expect(calls()).toBe(2);
});

test("no part of a report makes more than ten calls", async ({ pages, simulator, org, record }) => {
  await pages.session();
  // A gap of more than a month makes each session a period of its own.
  const past = Array.from({ length: 23 }, (_, index) => ({
    code: `s13-000-${100 + index}`,
    daysAgo: 23 * 40 - index * 40,
  }));
  await withConnections({ org, record, simulator }, past);
  const calls = pages.countCalls();
  const report = await pages.report();
  await report.whole(23);
  expect(await simulator.countOf("list_connections")).toBe(23);
  expect(calls()).toBe(Math.ceil(23 / CALLS_PER_PART));
});

test("the reading shows how far it is, can be stopped, and goes on", async ({
  pages,
  simulator,
  org,
  record,
}) => {
  await pages.session();
  const past = Array.from({ length: 25 }, (_, index) => ({
    code: `s14-000-${100 + index}`,
    daysAgo: 25 * 40 - index * 40,
  }));
  await withConnections({ org, record, simulator }, past);
  const release = await pages.holdMore();
  const report = await pages.report();
  await expect(report.root.getByText("Sessions looked up: 10 of 25")).toBeVisible();
  await expect(report.root.getByRole("progressbar", { name: "Progress of the report" })).toHaveAttribute(
    "value",
    "10",
  );
  await expect(report.rows()).toHaveCount(10);
  await report.button("Stop").press("Enter");
  await expect(
    report.root.getByText("The report is not complete. Sessions looked up: 10 of 25").last(),
  ).toBeVisible();
  await expect(report.heading("Connections: 10")).toBeFocused();
  release();
  await report.button("Continue").press("Enter");
  await report.whole(25);
  await expect(report.heading("Connections: 25")).toBeFocused();
});

test("TeamViewer's limit half-way keeps what has come, and the rest comes when it may", async ({
  pages,
  simulator,
  org,
  record,
}) => {
  await pages.session();
  const past = Array.from({ length: 15 }, (_, index) => ({
    code: `s15-000-${100 + index}`,
    daysAgo: 15 * 40 - index * 40,
  }));
  await withConnections({ org, record, simulator }, past);
  await simulator.fail({
    match: "list_connections",
    kind: "rate_limit",
    after: 4,
    times: "forever",
    retry_after: 3,
  });
  const report = await pages.report();
  await expect(report.alert()).toContainText("TeamViewer gets too many requests");
  await expect(report.root.getByText(/^It goes on by itself in [123] s\.$/)).toBeVisible();
  await expect(report.root.getByRole("button", { name: /^Try again in [123] s$/ })).toBeVisible();
  await expect(report.rows()).toHaveCount(4);
  await simulator.heal();
  await report.whole(15);
  await expect(report.alert()).toHaveCount(0);
});

alone(
  "a cursor that TeamViewer repeats ends the report, and that is said",
  async ({ pages, simulator, org, record }) => {
    await simulator.company();
    await withConnections({ org, record, simulator }, year(500));
    await simulator.settings({ report_quirks: { stuck_offset: true } });
    const report = await pages.report();
    await report.signInAs("Claire Dubois");
    await expect(
      report.root.getByText("TeamViewer sent the same page of connections again, so the report ends here."),
    ).toBeVisible({ timeout: 60_000 });
    await expect(report.button("Read again")).toBeVisible();
    expect(await simulator.countOf("list_connections")).toBe(2);
  },
);
