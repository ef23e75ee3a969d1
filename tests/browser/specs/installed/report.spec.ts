// The report on the page of every object, in the form that the page is asked for, and who may not see it.

import { OBJECTS, RECORDS } from "../../support/demo-records.ts";
import { expect, USERS } from "../../support/fixtures.ts";
import { callNamed } from "../../support/remote-call.ts";
import { connect, keepPast, test } from "../../support/report-panel.ts";

for (const object of OBJECTS) {
  test.describe(object, () => {
    test.use({ demo: RECORDS[object] });

    test("the connections of the record are on its page", async ({ pages, simulator, org, record }) => {
      const session = await pages.session();
      const code = await session.create();
      await simulator.customer(code, "connect");
      await simulator.supporter(code, "join");
      await simulator.supporter(code, "leave");
      await keepPast(org, record, [{ code: "s10-000-801", daysAgo: 5 }]);
      await connect(simulator, [{ code: "s10-000-801", daysAgo: 5, device: "Reception" }]);
      // A custom object has a page of its own only when the administrator writes one.
      const page =
        object === "Machine__c"
          ? "TeamViewerConnectionReport"
          : (`TeamViewer${object}ConnectionReport` as const);
      const table = await pages.report(undefined, page);
      await table.whole(2);
      await expect(table.rows()).toHaveCount(2);
      await expect(table.devices()).toHaveText(["Customer's computer", "Reception"]);
      const cards = await pages.report("Mobile", page);
      await cards.whole(2);
      await expect(cards.rows()).toHaveCount(0);
      await expect(cards.cards()).toHaveCount(2);
    });
  });
}

test("what a page hands back is not believed", async ({ pages, simulator, record }) => {
  await pages.report();
  const name = await pages.page.locator("#teamviewer").getAttribute("data-more");
  for (const next of ["", "{}", "[]", '{"left":0}', '{"left":1,"after":"&has_code=false","of":9}', 7]) {
    const request = JSON.stringify({ recordId: record.id, next });
    const { reply } = await callNamed(pages.page, name ?? "", request);
    expect(reply, String(next)).toMatchObject({ ok: false, error: { code: "badRequest" } });
  }
  expect(await simulator.countOf("list_connections")).toBe(0);
});

test("a user without the permission set sees no report", async ({
  pages,
  product,
  names,
  record,
  console: guard,
}) => {
  guard.expect(/403 \(Forbidden\)/);
  const address = names.page(product.port, "TeamViewerConnectionReport");
  const entry = new URLSearchParams({ un: USERS.withoutPermission, retURL: `${address}?id=${record.id}` });
  await pages.page.goto(
    `http://my.salesforce.localhost:${product.port}/secur/frontdoor.jsp?${entry.toString()}`,
  );
  await expect(pages.page.locator("#teamviewer")).toHaveCount(0);
});
