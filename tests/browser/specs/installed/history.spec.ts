// The history on the page of every object, and who may not see it.

import { OBJECTS, RECORDS } from "../../support/demo-records.ts";
import { expect, USERS } from "../../support/fixtures.ts";
import { test } from "../../support/history-panel.ts";
import { callNamed } from "../../support/remote-call.ts";

for (const object of OBJECTS) {
  test.describe(object, () => {
    test.use({ demo: RECORDS[object] });

    test("the history of the record is on its page", async ({ pages, simulator }) => {
      const session = await pages.session();
      const first = await session.create();
      await session.close();
      const second = await session.create();
      // A custom object has a page of its own only when the administrator writes one.
      const page =
        object === "Machine__c" ? "TeamViewerSessionHistory" : (`TeamViewer${object}SessionHistory` as const);
      const history = await pages.history(page);
      await expect(history.codes()).toHaveText([new RegExp(second), new RegExp(first)]);
      await simulator.customer(second, "connect");
      await expect(history.row(second)).toContainText("Customer online");
      const { supporter_link: supporterLink } = await simulator.cloudSession(second);
      const join = history.row(second).getByRole("button", { name: "Join session as Admin" });
      const supporter = await history.openTab(() => join.click());
      await expect(supporter).toHaveURL(supporterLink);
      await supporter.close();
      await history.openDetails(second);
      await expect(history.events()).toContainText(["Session joined", "Customer online", "Session created"]);
      await history.back();
      await expect(history.opener(second)).toBeFocused();
    });
  });
}

test("a user without the permission set does not get the page", async ({
  pages,
  product,
  names,
  record,
  console: guard,
}) => {
  guard.expect(/status of 403/);
  const address = names.page(product.port, "TeamViewerSessionHistory");
  const entry = new URLSearchParams({ un: USERS.withoutPermission, retURL: `${address}?id=${record.id}` });
  const answer = await pages.page.goto(
    `http://my.salesforce.localhost:${product.port}/secur/frontdoor.jsp?${entry.toString()}`,
  );
  expect(answer?.status()).toBe(403);
  await expect(pages.page.locator("#teamviewer")).toHaveCount(0);
});

test("called past the screen, it tells and gives nothing of another record", async ({
  pages,
  org,
  record,
  simulator,
}) => {
  const other = await org.find(RECORDS.Account);
  const session = await pages.session();
  await session.create();
  const [own] = await org.sessionsOf(record.id);
  await pages.history();
  const call = async (action: string, request: unknown): Promise<unknown> => {
    const name = await pages.page.locator("#teamviewer").getAttribute(`data-${action}`);
    return (await callNamed(pages.page, name ?? "", JSON.stringify(request))).reply;
  };
  const refused = (code: string): Record<string, unknown> => ({ ok: false, error: { code } });
  const foreign = { recordId: other.id, sessionId: own?.["Id"] };
  expect(await call("load", { recordId: other.id })).toMatchObject({ ok: true, data: { total: 0 } });
  expect(await call("details", foreign)).toMatchObject(refused("sessionNotFound"));
  expect(await call("join", foreign)).toMatchObject(refused("sessionNotFound"));
  for (const request of [
    { recordId: record.id, sort: "Name FROM User" },
    { recordId: record.id, status: "' OR Name != '" },
    { recordId: record.id, page: -1 },
  ]) {
    expect(await call("load", request)).toMatchObject(refused("badRequest"));
  }
  expect(await simulator.countOf("get_session")).toBe(0);
});
