// No lost and no duplicate session: reloads, second tabs, double clicks, time-outs, lost networks.

import { expectAccessible } from "../support/axe.ts";
import { expect, test, USERS } from "../support/fixtures.ts";
import { loseAnswer } from "../support/lost-answer.ts";
import { RecordPage } from "../support/record-page.ts";
import { callAction } from "../support/remote-call.ts";

test("a reload shows the session again", async ({ signedIn, page, recordPage, simulator }) => {
  const code = await signedIn.create();
  await page.reload();
  const panel = await recordPage.panel();
  await expect(panel.status()).toContainText("Waiting for the customer");
  expect(await panel.code()).toBe(code);
  expect(await simulator.openCodes()).toEqual([code]);
});

test("a second tab shows the session that the first one made", async ({
  signedIn,
  context,
  product,
  names,
  record,
}) => {
  const page = await context.newPage();
  const second = await new RecordPage(page, product.port, names).visit(record);
  await expect(second.heading("No session")).toBeVisible();
  const code = await signedIn.create();
  await expect(second.status()).toContainText("Waiting for the customer");
  expect(await second.code()).toBe(code);
});

test("a double click makes one session", async ({ signedIn, simulator, org, record }) => {
  await signedIn.button("New Remote Control Session").dblclick();
  await expect(signedIn.status()).toContainText("Waiting for the customer");
  await org.idle();
  expect(await simulator.openCodes()).toHaveLength(1);
  expect(await simulator.countOf("create_session")).toBe(1);
  expect(await org.sessionsOf(record.id)).toHaveLength(1);
});

test("two tabs that create at the same moment share one session", async ({
  signedIn,
  context,
  product,
  names,
  record,
  simulator,
  org,
}) => {
  const page = await context.newPage();
  const second = await new RecordPage(page, product.port, names).visit(record);
  await expect(second.heading("No session")).toBeVisible();
  // Neither call reaches the org before both are made.
  const tabs = [signedIn, second];
  let bothAsk = (): void => undefined;
  const asked = new Promise<void>((resolve) => {
    bothAsk = resolve;
  });
  let calls = 0;
  for (const tab of tabs) {
    await tab.page.route("**/apexremote", async (route) => {
      if (route.request().postData()?.includes('"method":"create"') === true) {
        calls += 1;
        if (calls === tabs.length) {
          bothAsk();
        }
        await asked;
      }
      await route.continue();
    });
  }
  for (const tab of tabs) {
    await tab.button("New Remote Control Session").click();
  }
  await expect(signedIn.status()).toContainText("Waiting for the customer");
  await expect(second.status()).toContainText("Waiting for the customer");
  expect(await second.code()).toBe(await signedIn.code());
  await org.idle();
  await expect.poll(() => simulator.openCodes()).toHaveLength(1);
  const open = (await org.sessionsOf(record.id)).filter((row) => row["OpenKey__c"] !== null);
  expect(open).toHaveLength(1);
});

test("a session that was made where this page could not see it is shown instead of a second one", async ({
  signedIn,
  page,
  simulator,
  org,
  record,
}) => {
  await expect(signedIn.heading("No session")).toBeVisible();
  const requestId = "0123456789abcdef".repeat(2);
  const request = { recordId: record.id, kind: "RemoteControl", requestId, retry: false };
  expect((await callAction(page, "create", request)).reply).toMatchObject({ ok: true });
  const code = await signedIn.create();
  await expect(signedIn.root.getByText("You already had an open session for this record.")).toBeVisible();
  await expectAccessible(signedIn);
  expect(await simulator.openCodes()).toEqual([code]);
  expect(await simulator.countOf("create_session")).toBe(1);
  expect(await org.sessionsOf(record.id)).toHaveLength(1);
});

test("a reload in the middle of a slow creation shows the session that comes of it", async ({
  signedIn,
  page,
  recordPage,
  simulator,
  org,
  record,
}) => {
  await simulator.fail({ match: "create_session", kind: "slow", delay_ms: 1500 });
  const asked = page.waitForRequest("**/apexremote");
  await signedIn.button("New Remote Control Session").click();
  await asked;
  await expect(signedIn.heading("Creating the session…")).toBeVisible();
  await expectAccessible(signedIn);
  await page.reload();
  const panel = await recordPage.panel();
  // The new page asks before or after TeamViewer made it; either way it ends with one session.
  await expect(panel.status()).toContainText("Waiting for the customer", { timeout: 45_000 });
  await org.idle();
  await expect.poll(() => simulator.openCodes()).toEqual([await panel.code()]);
  expect(await org.sessionsOf(record.id)).toHaveLength(1);
});

for (const [what, kind] of [
  ["never answers", "hang_after"],
  ["drops the connection", "drop_after"],
] as const) {
  test(`a session that TeamViewer makes and then ${what} is found again`, async ({
    signedIn,
    simulator,
    org,
    record,
  }) => {
    await simulator.fail({ match: "create_session", kind });
    await signedIn.button("New Remote Control Session").click();
    await expect(signedIn.status()).toContainText("Waiting for the customer", { timeout: 45_000 });
    expect(await simulator.openCodes()).toEqual([await signedIn.code()]);
    expect(await simulator.countOf("create_session")).toBe(1);
    expect(await org.sessionsOf(record.id)).toHaveLength(1);
  });
}

test("a session whose making was forgotten is adopted by the next page view", async ({
  signedIn,
  simulator,
  page,
  recordPage,
  org,
  record,
}) => {
  // TeamViewer makes it, nobody hears of it, and the agent leaves.
  await simulator.fail({ match: "create_session", kind: "hang_after" });
  await signedIn.button("New Remote Control Session").click();
  await expect.poll(() => simulator.openCodes()).toHaveLength(1);
  await page.goto("about:blank");
  const panel = await recordPage.visit(record);
  await expect(panel.status()).toContainText("Waiting for the customer");
  expect(await simulator.openCodes()).toEqual([await panel.code()]);
  expect(await org.sessionsOf(record.id)).toHaveLength(1);
});

test("a network that goes away is said, and comes back by itself", async ({
  signedIn,
  context,
  console: guard,
}) => {
  const code = await signedIn.create();
  guard.expect(/ERR_INTERNET_DISCONNECTED/);
  await context.setOffline(true);
  await expect(signedIn.root.getByText("You are offline.")).toBeVisible();
  await expectAccessible(signedIn);
  const lost = signedIn.page.waitForEvent("requestfailed");
  await signedIn.button("Close session").click();
  await lost;
  await context.setOffline(false);
  await expect(signedIn.root.getByText("You are offline.")).toBeHidden();
  expect(await signedIn.code()).toBe(code);
});

test("an answer lost between Salesforce and the browser makes no second session", async ({
  signedIn,
  page,
  simulator,
  org,
  record,
  console: guard,
}) => {
  guard.expect(/ERR_CONNECTION_RESET/);
  await loseAnswer(page, "create");
  await signedIn.button("New Remote Control Session").click();
  await expect(signedIn.status()).toContainText("Waiting for the customer", { timeout: 45_000 });
  expect(await simulator.openCodes()).toEqual([await signedIn.code()]);
  expect(await simulator.countOf("create_session")).toBe(1);
  expect(await org.sessionsOf(record.id)).toHaveLength(1);
});

test("a replacement closes the session it replaces", async ({ signedIn, simulator }) => {
  const first = await signedIn.create();
  await signedIn.button("Create new Session").click();
  await expect.poll(async () => signedIn.code()).not.toBe(first);
  const second = await signedIn.code();
  await expect.poll(() => simulator.openCodes()).toEqual([second]);
});

test("a replacement of a session with a customer in it asks first", async ({ signedIn, simulator }) => {
  const code = await signedIn.create();
  await simulator.customer(code, "connect");
  await expect(signedIn.status()).toContainText("Customer online");
  await signedIn.button("Create new Session").click();
  await signedIn.button("Keep this session").click();
  expect(await signedIn.code()).toBe(code);
  await signedIn.button("Close session").click();
  await signedIn.root.getByRole("group").getByRole("button", { name: "Close anyway" }).click();
  await expect(signedIn.heading("Session closed")).toBeVisible();
  expect(await simulator.openCodes()).toEqual([]);
});

test("a replacement that the agent insists on is made", async ({ signedIn, simulator }) => {
  const code = await signedIn.create();
  await simulator.customer(code, "connect");
  await expect(signedIn.status()).toContainText("Customer online");
  await signedIn.button("Create new Session").click();
  await signedIn.root.getByRole("group").getByRole("button", { name: "Close and create new" }).click();
  await expect(signedIn.status()).toContainText("Waiting for the customer");
  const next = await signedIn.code();
  expect(next).not.toBe(code);
  await expect.poll(() => simulator.openCodes()).toEqual([next]);
});

test("an expired session says so by itself and can be replaced", async ({ signedIn, simulator }) => {
  const code = await signedIn.create();
  await simulator.session(code, "expire");
  await expect(signedIn.heading("Session expired")).toBeVisible();
  await expectAccessible(signedIn);
  await signedIn.button("Create new Session").click();
  await expect(signedIn.status()).toContainText("Waiting for the customer");
  const fresh = await signedIn.code();
  expect(fresh).not.toBe(code);
  await expect.poll(() => simulator.openCodes()).toEqual([fresh]);
});

test("a session closed at TeamViewer is shown as closed", async ({ signedIn, simulator }) => {
  const code = await signedIn.create();
  await simulator.session(code, "close");
  await expect(signedIn.heading("Session closed")).toBeVisible();
  expect(await signedIn.code()).toBe(code);
});

test("a Salesforce login that ended is said plainly", async ({ signedIn, org }) => {
  await org.endLogins(USERS.agent);
  await signedIn.button("New Remote Control Session").click();
  await expect(signedIn.alert()).toContainText("Your Salesforce login has ended");
});
