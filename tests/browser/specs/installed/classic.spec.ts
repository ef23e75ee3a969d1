// Salesforce Classic, with and without a namespace: the component in a section of the page layout, and as a quick
// action.

import { expectPageAccessible } from "../../support/axe.ts";
import { Classic } from "../../support/classic.ts";
import { alone, expect, USERS } from "../../support/fixtures.ts";

/** The frames are of another site than the page, and a browser like a private window lets them keep nothing. */
const NO_STORAGE = /sessionStorage cannot be used/;

alone(
  "a session on a Case, from sign-in to close",
  async ({ recordPage, record, simulator, org, console: guard, page }) => {
    guard.allow(NO_STORAGE);
    const classic = new Classic(page, recordPage.port);
    await classic.open(record, USERS.agent);
    const frame = classic.section("TeamViewer").locator("iframe");
    // The height that the editor of page layouts proposes.
    await expect(frame).toHaveJSProperty("clientHeight", 200);
    const panel = await classic.panel();
    await panel.signIn();
    const code = await panel.create();
    expect(await simulator.openCodes()).toEqual([code]);
    await expectPageAccessible(page);
    const supporter = await panel.openTab(() => panel.button("Join session as Admin").click());
    await expect(supporter).toHaveURL(/^http:\/\/get\.teamviewer\.localhost:\d+\/v15\/s\d+-/);
    await supporter.close();
    await panel.close();
    expect(await org.sessionsOf(record.id)).toMatchObject([{ tvSessionCode__c: code, Status__c: "Closed" }]);
  },
);

alone("the quick action is the same component", async ({ recordPage, record, console: guard, page }) => {
  guard.allow(NO_STORAGE);
  const classic = new Classic(page, recordPage.port);
  await classic.open(record, USERS.agent);
  const action = await classic.action();
  await action.signIn();
  const code = await action.create();
  await page.reload();
  const section = await classic.panel();
  await expect(section.root.locator(".tv-code")).toHaveText(code);
  const again = await classic.action();
  await expect(again.root.locator(".tv-code")).toHaveText(code);
});
