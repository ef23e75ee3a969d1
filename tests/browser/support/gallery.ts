// Pictures of every state that the tests look at with axe: `cargo xtask screenshots gallery`.

import path from "node:path";

import { test, type Page } from "@playwright/test";

/** Where the pictures go; unset in ordinary runs, which take none. */
const FOLDER = process.env.GALLERY;

/** How many pictures a test has taken. */
const taken = new Map<string, number>();

/** Takes a picture of the whole page as it is at this moment, named after the test. */
export async function picture(page: Page): Promise<void> {
  if (FOLDER === undefined) {
    return;
  }
  const { file, titlePath, testId } = test.info();
  const number = (taken.get(testId) ?? 0) + 1;
  taken.set(testId, number);
  const [, ...titles] = titlePath;
  const name = `${plain(titles.join(" "))}-${number}.png`;
  await page.screenshot({ path: path.join(FOLDER, path.basename(file, ".spec.ts"), name), fullPage: true });
}

/** A title as a file name. */
function plain(title: string): string {
  return title.replace(/[^A-Za-z0-9]+/g, "-").slice(0, 120);
}
