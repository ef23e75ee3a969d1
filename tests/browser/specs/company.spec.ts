// The connection report of a company of ordinary size: whole, by period, user and group, with sums that TeamViewer's own
// connections give, the chart and its table, the file, and what an administrator writes about a connection.

import {
  alone,
  bePatient,
  CompanyPage,
  daysAgo,
  dayOf,
  expect,
  known,
  lengthOf,
  secondsOf,
  test,
  USERS,
  written,
} from "../support/company-page.ts";
import { connect } from "../support/report-panel.ts";

alone(
  "an administrator signs in and sees a month of everybody's connections",
  async ({ recordPage, simulator, org }) => {
    await bePatient(org);
    await simulator.company();
    const company = await CompanyPage.open(recordPage);
    await expect(
      company.root.getByText("Connect your TeamViewer account to see the connections of your company."),
    ).toBeVisible();
    await company.signInAs("Claire Dubois");
    await company.whole();

    const [first, last] = [daysAgo(29), daysAgo(0)];
    const expected = await known(simulator, first, last);
    expect(expected.length).toBeGreaterThan(1_000);
    await expect(company.root.getByLabel("From", { exact: true })).toHaveValue(first);
    await expect(company.root.getByLabel("To", { exact: true })).toHaveValue(last);
    await expect(company.fact("Connections")).toHaveText(written(expected.length));
    const seconds = expected.map(secondsOf);
    const total = seconds.reduce((sum, it) => sum + it, 0);
    await expect(company.fact("Total duration")).toHaveText(lengthOf(total));
    await expect(company.fact("Average duration")).toHaveText(lengthOf(Math.floor(total / expected.length)));
    await expect(company.fact("Longest duration")).toHaveText(lengthOf(Math.max(...seconds)));
    await expect(company.table().getByRole("table")).toHaveAttribute(
      "aria-rowcount",
      `${expected.length + 1}`,
    );
    await expect(company.row(2)).toContainText(expected[0]?.username ?? "");
    // Nobody is told that something may be missing.
    await expect(company.root.getByText("only its own")).toHaveCount(0);
  },
);

test("a period is whole days of the user's calendar", async ({ company, simulator }) => {
  await company.whole();
  const load = company.countCalls("load");
  const [first, last] = [daysAgo(12), daysAgo(10)];
  await company.showDays(first, last);
  const expected = await known(simulator, first, last);
  await expect(company.fact("Connections")).toHaveText(written(expected.length));
  await company.whole();
  expect(load()).toBe(1);
  expect(expected.every(({ start_date }) => [12, 11, 10].map(daysAgo).includes(dayOf(start_date)))).toBe(
    true,
  );

  await test.step("one with a name fills in the days", async () => {
    await company.show("Yesterday");
    const yesterday = await known(simulator, daysAgo(1), daysAgo(1));
    await expect(company.fact("Connections")).toHaveText(written(yesterday.length));
    await expect(company.root.getByLabel("From", { exact: true })).toHaveValue(daysAgo(1));
    await expect(company.root.getByLabel("To", { exact: true })).toHaveValue(daysAgo(1));
  });

  await test.step("days that make no period are not asked for", async () => {
    await company.showDays(daysAgo(1), daysAgo(2));
    await expect(company.root.getByText("The last day is before the first.")).toBeVisible();
    await expect(company.root.getByLabel("To", { exact: true })).toBeFocused();
    expect(load()).toBe(2);
  });
});

test("users and groups filter rows, sums and chart without asking TeamViewer", async ({
  company,
  simulator,
}) => {
  await company.whole();
  const all = await known(simulator, daysAgo(29), daysAgo(0));
  const asked = (await simulator.requests()).length;
  const someone = all.find(({ userid }) => userid !== "u11293276") ?? all[0];
  const theirs = all.filter(({ userid }) => userid === someone?.userid);
  await company.root.getByLabel("User", { exact: true }).selectOption(someone?.username ?? "");
  await expect(company.fact("Connections")).toHaveText(written(theirs.length));
  await expect(company.heading(`Connections shown: ${written(theirs.length)}`)).toBeVisible();
  const group = theirs[0]?.groupname ?? "";
  const both = theirs.filter(({ groupname }) => groupname === group);
  await company.root.getByLabel("Group", { exact: true }).selectOption(group);
  await expect(company.fact("Connections")).toHaveText(written(both.length));
  await expect(company.rows()).toHaveCount(both.length);
  const total = both.map(secondsOf).reduce((sum, it) => sum + it, 0);
  await expect(company.fact("Total duration")).toHaveText(lengthOf(total));
  for (const row of await company.rows().all()) {
    await expect(row).toContainText(someone?.username ?? "");
  }
  expect((await simulator.requests()).length).toBe(asked);
});

test("rows are sorted by time, user and length", async ({ company, simulator }) => {
  await company.show("Last 7 days");
  const all = await known(simulator, daysAgo(6), daysAgo(0));
  await expect(company.fact("Connections")).toHaveText(written(all.length));
  await company.whole();
  await expect(company.column("Start")).toHaveAttribute("aria-sort", "descending");
  await company.column("Duration").getByRole("button").click();
  const longest = Math.max(...all.map(secondsOf));
  await expect(company.row(2)).toContainText(lengthOf(longest));
  await company.column("Duration").getByRole("button").click();
  await expect(company.row(2)).toContainText(lengthOf(Math.min(...all.map(secondsOf))));
  await company.column("User").getByRole("button").click();
  await expect(company.column("User")).toHaveAttribute("aria-sort", "ascending");
  const order = new Intl.Collator("en-GB");
  const first = all.map(({ username }) => username).sort(order.compare)[0];
  await expect(company.row(2)).toContainText(first ?? "");
  await company.column("Start").getByRole("button").click();
  await company.column("Start").getByRole("button").click();
  await expect(company.column("Start")).toHaveAttribute("aria-sort", "ascending");
  await expect(company.row(2)).toContainText(all.at(-1)?.username ?? "");
});

/** Connections of the last 110 days, on some days several and on some none. */
const IRREGULAR = Array.from({ length: 330 }, (_, index) => ({
  code: `s16-000-${100 + index}`,
  daysAgo: 0.5 + ((index * index) % 109),
}));

test("the chart counts by day, beyond a quarter by week, and says the same in a table", async ({
  recordPage,
  simulator,
}) => {
  // The company of ordinary size has thousands in a quarter, which take their time and are counted no other way.
  await connect(simulator, IRREGULAR);
  const company = await CompanyPage.open(recordPage);
  await company.signInOnce();
  await company.whole();
  const picture = company.root.getByRole("img", { name: "Connections per day" });
  await expect(picture).toBeVisible();
  await expect(picture.locator("desc")).toContainText("Most: ");
  await company.button("Show the numbers as a table").click();
  const numbers = company.root.getByRole("region", { name: "Connections per day" }).locator("tbody tr");
  await expect(numbers).toHaveCount(30);
  const all = await known(simulator, daysAgo(29), daysAgo(0));
  const counted = [...Array(30).keys()].map(
    (day) => all.filter(({ start_date }) => dayOf(start_date) === daysAgo(29 - day)).length,
  );
  await expect(numbers.locator("td")).toHaveText(counted.map(written));
  expect(new Set(counted).size).toBeGreaterThan(2);
  expect(counted).toContain(0);
  const path = (await picture.locator("path").nth(1).getAttribute("d")) ?? "";
  expect(path.split("M").length - 1).toBe(counted.filter((count) => count > 0).length);

  await company.showDays(daysAgo(109), daysAgo(0));
  await expect(company.root.getByRole("img", { name: "Connections per week" })).toBeVisible();
  await company.whole();
  const weeks = company.root.getByRole("region", { name: "Connections per week" }).locator("tbody td");
  const sum = (await weeks.allInnerTexts()).reduce(
    (total, text) => total + Number(text.replaceAll(",", "")),
    0,
  );
  expect(sum).toBe((await known(simulator, daysAgo(109), daysAgo(0))).length);
  await company.button("Hide the table").click();
  await expect(weeks).toHaveCount(0);
});

test("the file has what is shown, and no formula", async ({ company, simulator }) => {
  await company.showDays(daysAgo(20), daysAgo(1));
  await company.whole();
  const all = await known(simulator, daysAgo(20), daysAgo(1));
  await expect(company.fact("Connections")).toHaveText(written(all.length));
  const { name, text } = await company.exported();
  expect(name).toBe(`teamviewer-connections-${daysAgo(20)}-${daysAgo(1)}.csv`);
  expect(text.startsWith("\ufeffStart,End,Duration,Seconds,User,Group,Device,")).toBe(true);
  const rows = cells(text.slice(1));
  expect(rows).toHaveLength(all.length + 1);
  expect(new Set(rows.map((row) => row.length))).toEqual(new Set([16]));
  const [head, ...body] = rows;
  expect(head).toEqual([...new Set(head)]);
  for (const [index, connection] of all.entries()) {
    const local = new Date(connection.start_date).toLocaleString("sv-SE", { timeZone: "Europe/London" });
    expect(body[index]?.[0]).toBe(local);
    expect(body[index]?.[3]).toBe(`${secondsOf(connection)}`);
    expect(body[index]?.[4]).toBe(connection.username);
  }
  // The company has notes that begin like formulas, and devices with awkward names.
  expect(all.some(({ notes }) => notes?.startsWith("=") === true)).toBe(true);
  expect(body.flat().filter((cell) => /^\s*[=+\-@\t\r]/.test(cell))).toEqual([]);

  await test.step("only what is filtered", async () => {
    const someone = all[0]?.username ?? "";
    await company.root.getByLabel("User", { exact: true }).selectOption(someone);
    const filtered = cells((await company.exported()).text.slice(1)).slice(1);
    expect(filtered.length).toBe(all.filter(({ userid }) => userid === all[0]?.userid).length);
    expect(new Set(filtered.map((row) => row[4]))).toEqual(new Set([someone]));
  });
});

test("notes and billing state are changed in one call, and a failure loses nothing", async ({
  company,
  simulator,
  typed,
}) => {
  await company.show("Last 7 days");
  await company.whole();
  const before = (await known(simulator, daysAgo(6), daysAgo(0)))[0];
  const calls = company.countCalls("change");
  typed.notes.add("Replaced the toner <b>\nand the drum");
  await company.row(2).getByRole("button", { name: "Change" }).click();
  const notes = company.root.getByLabel("Notes", { exact: true });
  await expect(notes).toBeFocused();
  await notes.fill("Replaced the toner <b>\nand the drum");
  const wanted = before?.billing_state === "Billed" ? "DoNotBill" : "Billed";
  await company.root.getByLabel("Billing", { exact: true }).selectOption(wanted);

  await simulator.fail({ match: "modify_connection", kind: "server_error" });
  await company.button("Save").click();
  await expect(company.alert()).toContainText("TeamViewer is not available at the moment.");
  await expect(notes).toHaveValue("Replaced the toner <b>\nand the drum");
  await company.button("Try again").click();
  await expect(company.button("Save")).toHaveCount(0);
  await expect(company.row(2)).toContainText("Replaced the toner <b>");
  await expect(company.row(2)).toContainText(wanted === "Billed" ? "Billed" : "Not to be billed");
  await expect(company.row(2).getByRole("button", { name: "Change" })).toBeFocused();
  expect(calls()).toBe(2);
  const after = (await known(simulator, daysAgo(6), daysAgo(0)))[0];
  expect(after?.notes).toBe("Replaced the toner <b>\nand the drum");
  expect(after?.billing_state).toBe(wanted);

  await test.step("what was not changed is not sent", async () => {
    await company.row(3).getByRole("button", { name: "Change" }).click();
    await company.button("Save").click();
    await expect(company.button("Save")).toHaveCount(0);
    expect(calls()).toBe(2);
  });
});

test("twenty thousand connections are read page by page and scroll", async ({ company, simulator }) => {
  test.setTimeout(240_000);
  await company.whole();
  await company.show("Last 365 days");
  await expect(company.root.getByText(/Loaded: [\d,]+ of about 1[89],\d{3}|20,\d{3}/)).toBeVisible({
    timeout: 60_000,
  });
  await expect(company.root.getByRole("progressbar", { name: "Progress of the report" })).toBeVisible();
  await expect(company.root.getByText("The report is complete.")).toBeVisible({ timeout: 180_000 });
  const all = await known(simulator, daysAgo(364), daysAgo(0));
  expect(all.length).toBeGreaterThan(19_500);
  await expect(company.fact("Connections")).toHaveText(written(all.length));

  await test.step("of which a few are in the page at a time", async () => {
    expect(await company.rows().count()).toBeLessThan(80);
    await company.table().evaluate((table) => {
      table.scrollTop = 10_000 * 44;
    });
    await expect(company.row(10_002)).toBeVisible();
    await expect(company.row(10_002)).toContainText(all[10_000]?.username ?? "");
    expect(await company.rows().count()).toBeLessThan(80);
  });

  await test.step("the last row is the last", async () => {
    await company.table().focus();
    await company.page.keyboard.press("End");
    await expect(company.row(all.length + 1)).toBeVisible();
    await expect(company.row(all.length + 1)).toContainText(all.at(-1)?.username ?? "");
  });

  await test.step("a row being changed stays when it is scrolled away", async () => {
    await company.page.keyboard.press("Home");
    await company.row(2).getByRole("button", { name: "Change" }).click();
    await company.root.getByLabel("Notes", { exact: true }).fill("Half a sentence");
    await company.table().evaluate((table) => {
      table.scrollTop = 5_000 * 44;
    });
    await expect(company.row(5_002)).toBeVisible();
    await company.table().evaluate((table) => {
      table.scrollTop = 0;
    });
    await expect(company.root.getByLabel("Notes", { exact: true })).toHaveValue("Half a sentence");
    await company.button("Cancel").click();
  });
});

test("a user without the administrators' permission is told whom to ask", async ({
  recordPage,
  console: guard,
}) => {
  guard.expect(/403 \(Forbidden\).*TeamViewerCompanyReport/);
  await recordPage.logIn(recordPage.address("TeamViewerCompanyReport"), USERS.agent);
  await expect(recordPage.page.locator("body")).toContainText(/level of access|Insufficient Privileges/i);
});

/** The cells of a CSV text, as RFC 4180 says. */
function cells(text: string): string[][] {
  const rows: string[][] = [];
  let [row, cell, inside]: [string[], string, boolean] = [[], "", false];
  for (let place = 0; place < text.length; place += 1) {
    const character = text[place] ?? "";
    if (inside && character === '"' && text[place + 1] === '"') {
      cell += '"';
      place += 1;
    } else if (character === '"') {
      inside = !inside;
    } else if (!inside && character === ",") {
      row.push(cell);
      cell = "";
    } else if (!inside && character === "\r" && text[place + 1] === "\n") {
      rows.push([...row, cell]);
      [row, cell] = [[], ""];
      place += 1;
    } else {
      cell += character;
    }
  }
  return rows;
}
