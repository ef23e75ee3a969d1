// docs/gallery/history-*.png: every screen of the session history.

import path from "node:path";
import { fileURLToPath } from "node:url";

import { expect } from "../support/fixtures.ts";
import { alone, keep } from "../support/history-panel.ts";

const GALLERY = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../../docs/gallery");

alone("the screens of the session history", async ({ pages, org, record, simulator, typed }) => {
  await pages.page.setViewportSize({ width: 1100, height: 640 });
  const shoot = async (name: string): Promise<void> => {
    await pages.page.screenshot({ path: path.join(GALLERY, `history-${name}.png`) });
  };

  const empty = await pages.history();
  await expect(empty.root.getByText("There is no TeamViewer session for this record yet.")).toBeVisible();
  await shoot("empty");

  typed.names.add("Self check-out E-17");
  const session = await pages.session();
  for (let index = 1; index <= 30; index += 1) {
    const kind = index % 4 === 0 ? "Pilot" : "RemoteControl";
    await keep(org, record, { code: `s10-224-${300 + index}`, kind, validHours: 24 - index });
  }
  await keep(org, record, { code: "s10-224-401", status: "Open", validHours: 20 });
  await keep(org, record, { code: "s10-224-402", status: "Open", validHours: -1 });
  await session.options({ name: "Self check-out E-17", waitingMessage: "", validFor: 72 });
  const code = await session.create();
  await simulator.customer(code, "connect");
  const history = await pages.history();
  await expect(history.row(code)).toContainText("Customer online");
  await shoot("list");
  await history.button("Next page").click();
  await expect(history.shown()).toHaveText("26–33 of 33");
  await shoot("last-page");
  await history.openDetails("s10-224-301");
  await shoot("closed-session");
  await history.back();
  await history.button("Previous page").click();
  await history.openDetails(code);
  await expect(history.events()).toHaveCount(2);
  await shoot("session");
  await history.back();
  await history.only("Closed");
  await history.root.getByLabel("Type", { exact: true }).selectOption("Pilot session");
  await expect(history.shown()).toHaveText("1–7 of 7");
  await shoot("filtered");
  await history.only("Expired");
  await expect(history.button("Show all sessions")).toBeVisible();
  await shoot("nothing-found");
  await history.button("Show all sessions").click();
  await expect(history.row(code)).toBeVisible();
  await simulator.fail({ match: "list_sessions", kind: "rate_limit", times: "forever", retry_after: 40 });
  await expect(history.alert()).toContainText("TeamViewer gets too many requests");
  await shoot("rate-limit");
  await simulator.heal();
  await simulator.tokens("revoke");
  await history.page.reload();
  await expect(history.alert()).toContainText("You are no longer signed in to TeamViewer.");
  await shoot("signed-out");
  await history.openTab(() => history.button("Login to your TeamViewer account").click());
  await expect(history.root.getByText("Sign in to TeamViewer in the other tab.")).toBeVisible();
  await shoot("signing-in");
  await history.page.setViewportSize({ width: 320, height: 640 });
  await shoot("narrow");
});
