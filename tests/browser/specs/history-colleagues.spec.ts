// Sessions of colleagues: every user with the permission sees that they are there; TeamViewer decides the rest.

import { expect, USERS } from "../support/fixtures.ts";
import { alone, type Pages } from "../support/history-panel.ts";

/** The administrator makes a session with a browser and a TeamViewer account of their own. */
async function colleaguesSession(pages: Pages): Promise<string> {
  const browser = pages.page.context().browser();
  const context = await browser!.newContext();
  const colleague = await pages.of(USERS.administrator, context);
  const code = await (await colleague.session("Jane Miller")).create();
  await context.close();
  return code;
}

alone("a colleague's session that TeamViewer does not show", async ({ pages, simulator, org, record }) => {
  const code = await colleaguesSession(pages);
  await pages.session("Tom Berger");
  await simulator.customer(code, "connect");
  const before = await org.sessionsOf(record.id);
  const history = await pages.history();
  await expect(history.row(code)).toContainText("by Ada Brandt");
  await expect(history.row(code)).toContainText("Waiting for the customer");
  await expect(history.row(code).getByRole("button", { name: "Join" })).toHaveCount(0);
  await history.openDetails(code);
  await expect(history.events()).toContainText(["Session created (Ada Brandt)"]);
  await expect(history.button("Join session as Admin")).toHaveCount(0);
  await simulator.session(code, "close");
  await history.back();
  await expect(history.row(code)).toContainText("Waiting for the customer");
  expect(await org.sessionsOf(record.id)).toEqual(before);
});

alone(
  "a colleague's session that TeamViewer shows can be joined, and is not written",
  async ({ pages, simulator, org, record }) => {
    const code = await colleaguesSession(pages);
    await pages.session("Claire Dubois");
    await simulator.customer(code, "connect");
    const history = await pages.history();
    await expect(history.row(code)).toContainText("Customer online");
    await expect(history.row(code)).not.toContainText("Last checked");
    expect(await org.eventsOf(record.id)).toMatchObject([{ Kind__c: "Created" }]);
    const join = history.row(code).getByRole("button", { name: "Join session as Admin" });
    const { supporter_link: supporterLink } = await simulator.cloudSession(code);
    const supporter = await history.openTab(() => join.click());
    await expect(supporter).toHaveURL(supporterLink);
    await supporter.close();
    await expect(history.row(code)).toContainText("Customer online");
  },
);

alone("a colleague's session that is gone when it is joined", async ({ pages, simulator, org }) => {
  // Polls that come before the click would take the button away.
  await org.settings({ PollSeconds__c: 600 });
  const code = await colleaguesSession(pages);
  await pages.session("Claire Dubois");
  const history = await pages.history();
  const join = history.row(code).getByRole("button", { name: "Join session as Admin" });
  await expect(join).toBeVisible();
  await simulator.session(code, "delete");
  await join.click();
  await expect(history.alert()).toContainText("Your TeamViewer account cannot join this session");
  await expect(join).toHaveCount(0);
  await expect(history.row(code)).toContainText("Waiting for the customer");
});
