// All sessions of a record: listed, sorted, filtered, opened and joined; and what TeamViewer is asked for that.

import { USERS, expect } from "../support/fixtures.ts";
import { keep, test } from "../support/history-panel.ts";

const AGENT = "Sam Okafor";

test(
  "from the first session to the details of the last one",
  { tag: "@firefox" },
  async ({ pages, simulator, typed }) => {
    typed.names.add("Front desk");
    const session = await pages.session();
    const first = await session.create();
    await session.close();
    await session.options({ name: "Front desk", waitingMessage: "", validFor: 72 });
    const second = await session.create();
    await simulator.customer(second, "connect");

    const history = await pages.history();
    await expect(history.codes()).toHaveText([new RegExp(second), new RegExp(first)]);
    await expect(history.shown()).toHaveText("1 to 2 of 2");
    await expect(history.column("Created")).toHaveAttribute("aria-sort", "descending");

    const { customer_link: link } = await simulator.cloudSession(second);
    const cells = history.row(second).getByRole("cell");
    await expect(cells).toContainText([
      `by ${AGENT}`,
      /\d/,
      "Remote control session",
      "Customer online",
      "Yes",
      link,
      "Join session as Admin",
    ]);
    await expect(history.row(second).getByRole("link")).toHaveAttribute("href", link);
    await expect(history.row(first).getByRole("cell")).toContainText([
      `by ${AGENT}`,
      /\d/,
      "Remote control session",
      "Closed",
      "No",
      "v15",
      "",
    ]);
    await expect(history.row(first).getByRole("link")).toHaveCount(0);
    await expect(history.row(first).getByRole("button")).toHaveCount(1);

    await test.step("join from the list", async () => {
      const { supporter_link: supporterLink } = await simulator.cloudSession(second);
      const join = history.row(second).getByRole("button", { name: "Join session as Admin" });
      const supporter = await history.openTab(() => join.click());
      await expect(supporter).toHaveURL(supporterLink);
      await supporter.close();
      expect(await history.page.content()).not.toContain(supporterLink);
    });

    await test.step("the details and everything that happened", async () => {
      await history.openDetails(second);
      await expect(history.root.getByText("Front desk")).toBeVisible();
      await expect(history.events()).toContainText([
        `Session joined (${AGENT})`,
        "Customer online",
        `Session created (${AGENT})`,
      ]);
      await simulator.session(second, "close");
      await expect(history.status()).toContainText("Closed");
      await expect(history.events().first()).toContainText("Session closed");
      await expect(history.button("Join session as Admin")).toHaveCount(0);
    });

    await test.step("back to the list, where the keyboard was", async () => {
      await history.back();
      await expect(history.opener(second)).toBeFocused();
      await expect(history.row(second)).toContainText("Closed");
      await history.openDetails(first);
      await expect(history.events()).toContainText(["Session closed", `Session created (${AGENT})`]);
    });
  },
);

test("very many sessions are shown page by page, in every order, and filtered", async ({
  pages,
  org,
  record,
}) => {
  const code = (index: number): string => `s10-000-${100 + index}`;
  for (let index = 1; index <= 63; index += 1) {
    await keep(org, record, {
      code: code(index),
      kind: index % 3 === 0 ? "Pilot" : "RemoteControl",
      status: index === 10 ? "Open" : "Closed",
      validHours: index === 10 ? -1 : index,
    });
  }
  const history = await pages.history();
  await expect(history.shown()).toHaveText("1 to 25 of 63");
  await expect(history.codes().first()).toContainText(code(63));
  await expect(history.codes()).toHaveCount(25);
  await expect(history.button("Previous page")).toHaveAttribute("aria-disabled", "true");

  await history.button("Next page").click();
  await expect(history.shown()).toHaveText("26 to 50 of 63");
  await expect(history.codes().first()).toContainText(code(38));
  await history.button("Next page").click();
  await expect(history.shown()).toHaveText("51 to 63 of 63");
  await expect(history.codes()).toHaveCount(13);
  await expect(history.codes().last()).toContainText(code(1));
  await expect(history.button("Next page")).toHaveAttribute("aria-disabled", "true");
  await history.button("Next page").focus();
  await history.page.keyboard.press("Enter");
  await expect(history.shown()).toHaveText("51 to 63 of 63");

  await test.step("a column's head sorts, and turns round", async () => {
    await history.sortBy("Session id");
    await expect(history.column("Session id")).toHaveAttribute("aria-sort", "ascending");
    await expect(history.column("Created")).not.toHaveAttribute("aria-sort");
    await expect(history.shown()).toHaveText("1 to 25 of 63");
    await expect(history.codes().first()).toContainText(code(1));
    await history.sortBy("Session id");
    await expect(history.column("Session id")).toHaveAttribute("aria-sort", "descending");
    await expect(history.codes().first()).toContainText(code(63));
    await history.sortBy("Valid until");
    await expect(history.column("Valid until")).toHaveAttribute("aria-sort", "descending");
    await history.sortBy("Valid until");
    await expect(history.codes().first()).toContainText(code(10));
    await history.sortBy("Status");
    await expect(history.rows().first()).toContainText("Expired");
    await history.sortBy("Type");
    await expect(history.rows().first()).toContainText("Pilot session");
  });

  await test.step("filters leave what is wanted, all together", async () => {
    await history.root.getByLabel("Type", { exact: true }).selectOption("Pilot session");
    await expect(history.shown()).toHaveText("1 to 21 of 21");
    await history.only("Closed");
    await expect(history.shown()).toHaveText("1 to 21 of 21");
    await history.only("Expired");
    await expect(history.root.getByText("No session matches the filters.")).toBeVisible();
    await history.button("Show all sessions").click();
    await expect(history.shown()).toHaveText("1 to 25 of 63");
    await expect(history.root.getByLabel("Type", { exact: true })).toHaveValue("");
    await history.only("Expired");
    await expect(history.codes()).toHaveText([new RegExp(code(10))]);
  });
});

test("only unfinished sessions are asked for, all in one list call", async ({
  pages,
  simulator,
  org,
  record,
}) => {
  const session = await pages.session();
  const code = await session.create();
  await pages.page.goto("about:blank");
  await keep(org, record, { code: "s10-000-201" });
  await keep(org, record, { code: "s10-000-202", status: "Open" });
  await keep(org, record, { code: "s10-000-203", status: "Open" });
  await keep(org, record, { code: "s10-000-204", status: "Open", validHours: -1 });
  const before = (await simulator.requests()).length;
  const history = await pages.history();
  await expect(history.codes()).toHaveCount(5);
  const calls = async (): Promise<(readonly string[])[]> =>
    (await simulator.requests()).slice(before).map(({ operations }) => operations);
  expect(await calls()).toEqual([["list_sessions"]]);
  await expect(history.row(code)).toContainText("Waiting for the customer");
  await expect(history.row(code)).not.toContainText("Last checked");

  await test.step("what this user's account cannot see keeps its last state, with its time", async () => {
    await expect(history.row("s10-000-202")).toContainText("Waiting for the customer");
    await expect(history.row("s10-000-202")).toContainText("Last checked");
    await expect(history.row("s10-000-202").getByRole("button", { name: "Join" })).toHaveCount(0);
    await expect(history.row("s10-000-204")).toContainText("Expired");
    await expect(history.row("s10-000-204")).not.toContainText("Last checked");
  });

  await test.step("a poll is one list call too", async () => {
    await simulator.customer(code, "connect");
    await expect(history.row(code)).toContainText("Customer online");
    const polls = await calls();
    expect(polls.length).toBeGreaterThan(1);
    expect(new Set(polls.flat())).toEqual(new Set(["list_sessions"]));
  });
});

test("nothing unfinished, nothing asked", async ({ pages, simulator, org, record }) => {
  await keep(org, record, { code: "s10-000-301" });
  await keep(org, record, { code: "s10-000-302", status: "Open", validHours: -2 });
  const history = await pages.history();
  await expect(history.codes()).toHaveCount(2);
  await history.openDetails("s10-000-301");
  await expect(history.root.getByText("Nothing is known of what happened to this session.")).toBeVisible();
  await history.back();
  await history.sortBy("Status");
  await expect(history.column("Status")).toHaveAttribute("aria-sort", "ascending");
  expect(await simulator.requests()).toEqual([]);
});

test("one click is one remote call", async ({ pages, org, record }) => {
  await keep(org, record, { code: "s10-000-401" });
  const history = await pages.history();
  await expect(history.codes()).toHaveCount(1);
  const calls: string[] = [];
  history.page.on("request", (sent) => {
    if (sent.url().endsWith("/apexremote")) {
      calls.push((JSON.parse(sent.postData() ?? "{}") as { method: string }).method);
    }
  });
  await history.sortBy("Type");
  await expect(history.column("Type")).toHaveAttribute("aria-sort", "ascending");
  await history.only("Closed");
  await expect(history.root.getByRole("status").getByText("1 to 1 of 1")).toBeVisible();
  await history.openDetails("s10-000-401");
  await expect(history.root.getByText("Nothing is known of what happened")).toBeVisible();
  await history.back();
  await expect(history.codes()).toHaveCount(1);
  await expect.poll(() => calls).toEqual(["load", "load", "details", "load"]);
});

test(
  "a session that another tab makes appears by itself, and the keyboard stays where it is",
  { tag: "@firefox" },
  async ({ pages, org, record }) => {
    await keep(org, record, { code: "s10-000-501" });
    await keep(org, record, { code: "s10-000-502" });
    const session = await pages.session();
    const history = await (await pages.another()).history();
    await expect(history.codes()).toHaveCount(2);
    await history.page.bringToFront();
    await history.opener("s10-000-501").focus();
    const code = await session.create();
    await expect(history.codes()).toHaveText([new RegExp(code), /s10-000-502/, /s10-000-501/]);
    await expect(history.opener("s10-000-501")).toBeFocused();
    await session.close();
    await expect(history.row(code)).toContainText("Closed");
    await expect(history.opener("s10-000-501")).toBeFocused();
  },
);

test("the whole history by keyboard", { tag: "@firefox" }, async ({ pages, simulator }) => {
  const session = await pages.session();
  const code = await session.create();
  const { supporter_link: supporterLink } = await simulator.cloudSession(code);
  const history = await pages.history();
  const { keyboard } = history.page;
  await expect(history.codes()).toHaveCount(1);

  await history.tabTo(history.root.getByLabel("Status", { exact: true }));
  await keyboard.press("ArrowDown");
  await expect(history.root.getByLabel("Status", { exact: true })).toHaveValue("waiting");
  await expect(history.codes()).toHaveCount(1);
  await history.tabTo(history.column("Valid until").getByRole("button"));
  await keyboard.press("Enter");
  await expect(history.column("Valid until")).toHaveAttribute("aria-sort", "descending");
  await expect(history.column("Valid until").getByRole("button")).toBeFocused();
  await history.tabTo(history.opener(code));
  await keyboard.press("Space");
  await expect(history.heading(`Session ${code}`)).toBeFocused();
  await history.tabTo(history.button("Copy Session code"));
  const join = history.root.getByRole("button", { name: "Join session as Admin" });
  await history.tabTo(join);
  const supporter = await history.openTab(() => keyboard.press("Enter"));
  await expect(supporter).toHaveURL(supporterLink);
  await supporter.close();
  await history.button("Back to all sessions").focus();
  await keyboard.press("Enter");
  await expect(history.opener(code)).toBeFocused();
});

test("in French, with the user's own dates", async ({ pages, org }) => {
  const [user] = await org.query(`SELECT Id FROM User WHERE Username = '${USERS.agent}'`);
  const french = { LanguageLocaleKey: "fr", LocaleSidKey: "fr_FR", TimeZoneSidKey: "Europe/Paris" };
  const own = {
    LanguageLocaleKey: "en_US",
    LocaleSidKey: "en_US",
    TimeZoneSidKey: "America/New_York",
  };
  const session = await pages.session();
  await session.create();
  await org.update("User", { Id: user?.["Id"], ...french });
  try {
    await pages.open("TeamViewerSessionHistory");
    await expect(pages.page.getByRole("heading", { name: "Historique TeamViewer" })).toBeVisible();
    for (const column of ["Session id", "Valide jusqu’à", "Type", "Status", "En ligne", "Lien client"]) {
      await expect(pages.page.getByRole("columnheader", { name: column })).toBeVisible();
    }
    await expect(pages.page.getByRole("columnheader", { name: "Lien support" })).toBeVisible();
    const created = new Intl.DateTimeFormat("fr-FR", { dateStyle: "medium", timeZone: "Europe/Paris" });
    await expect(pages.page.locator("tbody")).toContainText(created.format(new Date()));
  } finally {
    await org.update("User", { Id: user?.["Id"], ...own });
  }
});
