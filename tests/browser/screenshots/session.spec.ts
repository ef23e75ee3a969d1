// docs/session.png: the session component on a Case, with a session that waits for the customer.

import path from "node:path";
import { fileURLToPath } from "node:url";

import { test } from "../support/fixtures.ts";

const PICTURE = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../../docs/session.png");

test("the session component on a Case", async ({ signedIn, page }) => {
  await signedIn.create();
  await page.setViewportSize({ width: 1100, height: 760 });
  await page.screenshot({ path: PICTURE });
});
