// Whatever TeamViewer, Salesforce or the network do: what is stored is shown, and why it may be old.

import { expectAccessible } from "../support/axe.ts";
import { BAD_LINKS, eachCase, faultsOf, nameOf, OUTAGES, patienceFor } from "../support/cases.ts";
import { CONFIDENTIAL } from "../support/demo-records.ts";
import { expect, USERS } from "../support/fixtures.ts";
import { alone, HistoryPanel, keep, test } from "../support/history-panel.ts";

test("the stored history is shown whatever TeamViewer does", async ({ pages, simulator, org }) => {
  const session = await pages.session();
  const code = await session.create();
  await eachCase(OUTAGES, nameOf, async ({ kind, says, more, detail }) => {
    await org.settings({ CalloutTimeoutSeconds__c: patienceFor(kind) });
    await simulator.fail({ match: "list_sessions", kind, times: "forever", ...more });
    const history = await pages.history();
    await expect(history.alert()).toContainText(says, { timeout: 45_000 });
    await expect(history.row(code)).toContainText("Waiting for the customer");
    await expect(history.row(code)).toContainText("Last checked");
    if (detail !== undefined) {
      await expect(history.root.getByText(detail)).toBeVisible();
    }
    await expectAccessible(history);

    // What Salesforce has is at hand without waiting for TeamViewer.
    const asked = await simulator.countOf("list_sessions");
    await history.sortBy("Session id");
    await expect(history.column("Session id")).toHaveAttribute("aria-sort", "ascending");
    await history.only("Closed");
    await expect(history.root.getByText("No session matches the filters.")).toBeVisible();
    await history.only("All");
    await expect(history.alert()).toContainText(says);
    expect(await simulator.countOf("list_sessions")).toBe(asked);

    await simulator.heal();
    // The button counts down where TeamViewer said how long to wait.
    await history.button("Try again").click();
    await expect(history.alert()).toHaveCount(0);
    await expect(history.row(code)).not.toContainText("Last checked");
  });
});

/** What the Web API's documents and its servers disagree on is no fault at all. */
test("the history is whole whatever odd way TeamViewer answers in", async ({ pages, simulator }) => {
  const session = await pages.session();
  const code = await session.create();
  const kinds = ["lower_case_state", "int_enums", "token_expired", "unauthorized"];
  await eachCase(kinds, String, async (kind, index) => {
    const online = index % 2 === 0;
    await simulator.customer(code, online ? "connect" : "disconnect");
    await simulator.fail({ match: "list_sessions", kind });
    const history = await pages.history();
    await expect(history.row(code)).toContainText(online ? "Customer online" : "Waiting for the customer");
    await expect(history.alert()).toHaveCount(0);
    await simulator.heal();
  });
});

const JOINING = faultsOf("bad_request", "blocked", "rate_limit", "server_error", "hang", ...BAD_LINKS);

test("joining from the history while TeamViewer refuses, and trying again", async ({ pages, simulator }) => {
  const session = await pages.session();
  const code = await session.create();
  const history = await pages.history();
  const join = history.row(code).getByRole("button", { name: "Join session as Admin" });
  await eachCase(JOINING, nameOf, async ({ kind, says, more }) => {
    await simulator.fail({ match: "get_session", kind, times: "forever", ...more });
    await join.click();
    await expect(history.alert()).toContainText(says, { timeout: 45_000 });
    await expect.poll(() => history.page.context().pages().length).toBe(1);
    await expect(history.row(code)).toContainText("Waiting for the customer");
    await simulator.heal();
    await history.button("Dismiss").click();
    const supporter = await history.openTab(() => join.click());
    await expect(supporter).toHaveURL(/^http:\/\/get\.teamviewer\.localhost:\d+\/v15\/s\d+-/);
    await supporter.close();
  });
});

test("joining a session that was closed meanwhile", async ({ pages, simulator, org }) => {
  // Polls that come before the click would take the button away.
  await org.settings({ PollSeconds__c: 600 });
  const session = await pages.session();
  const code = await session.create();
  const history = await pages.history();
  const join = history.row(code).getByRole("button", { name: "Join session as Admin" });
  await expect(join).toBeVisible();
  await simulator.session(code, "close");
  await join.click();
  await expect(history.alert()).toContainText("This session is closed already.");
  await expect(history.row(code)).toContainText("Closed");
  await expect(join).toHaveCount(0);
});

alone("who is signed out sees what is stored, signs in and sees the rest", async ({ pages, simulator }) => {
  const session = await pages.session();
  const code = await session.create();
  await simulator.tokens("revoke");
  await simulator.customer(code, "connect");
  const history = await pages.history();
  await expect(history.alert()).toContainText("You are no longer signed in to TeamViewer.");
  await expect(history.row(code)).toContainText("Waiting for the customer");
  await expect(history.row(code)).toContainText("Last checked");
  await expectAccessible(history);
  await history.openDetails(code);
  await expect(history.events()).toContainText(["Session created"]);
  await expectAccessible(history);
  await history.back();
  await history.signInAs();
  await expect(history.row(code)).toContainText("Customer online");
  await expect(history.alert()).toHaveCount(0);
});

alone("a history of which nothing can change wants no sign-in", async ({ pages, org, record, simulator }) => {
  await keep(org, record, { code: "s10-000-601" });
  const history = await pages.history();
  await expect(history.codes()).toHaveCount(1);
  await expect(history.alert()).toHaveCount(0);
  await expect(history.button("Login to your TeamViewer account")).toHaveCount(0);
  expect(await simulator.requests()).toEqual([]);
});

test("a network that goes away is said, and what is shown stays", async ({ pages, console: guard }) => {
  guard.expect(/net::ERR_INTERNET_DISCONNECTED/);
  const session = await pages.session();
  const code = await session.create();
  const history = await pages.history();
  await expect(history.row(code)).toBeVisible();
  await history.page.context().setOffline(true);
  await expect(history.root.getByText("You are offline.")).toBeVisible();
  await history.sortBy("Status");
  await expect(history.alert()).toContainText("Salesforce cannot be reached.");
  await expect(history.row(code)).toBeVisible();
  await history.page.context().setOffline(false);
  await expect(history.root.getByText("You are offline.")).toHaveCount(0);
  await expect(history.alert()).toHaveCount(0);
  await expect(history.column("Status")).toHaveAttribute("aria-sort", "ascending");
});

test("a Salesforce login that has ended is said", async ({ pages, org, record }) => {
  await keep(org, record, { code: "s10-000-701" });
  const history = await pages.history();
  await expect(history.codes()).toHaveCount(1);
  await org.endLogins(USERS.agent);
  await history.sortBy("Status");
  await expect(history.alert()).toContainText("Your Salesforce login has ended.");
  await expect(history.codes()).toHaveCount(1);
});

test("a session that somebody deletes while it is looked at", async ({ pages, org, record, names }) => {
  await keep(org, record, { code: "s10-000-801" });
  const history = await pages.history();
  await expect(history.codes()).toHaveCount(1);
  const [row] = await org.sessionsOf(record.id);
  await org.delete(names.own("TeamViewerCase__c"), String(row?.["Id"]));
  await history.opener("s10-000-801").click();
  await expect(history.alert()).toContainText("This session is no longer there.");
  await expect(history.root.getByText("There is no TeamViewer session for this record yet.")).toBeVisible();
});

test.describe("a record that the user may not see", () => {
  test.use({ demo: CONFIDENTIAL });

  test("has no history", async ({ pages }) => {
    const history = await pages.history();
    await expect(history.alert()).toContainText("This record was deleted, or you may not see it.");
    await expectAccessible(history);
  });
});

test("a page without a record says so", async ({ pages, product, names, recordPage }) => {
  const address = names.page(product.port, "TeamViewerSessionHistory");
  await recordPage.logIn(`${address}?id=%22%3E%3Cscript%3E`, USERS.agent);
  const history = new HistoryPanel(pages.page, pages.page);
  await expect(history.alert()).toContainText("This record was deleted, or you may not see it.");
});
