// Pictures of every state that the tests look at with axe: `cargo xtask screenshots gallery`.

import path from "node:path";

import { test, type Page, type TestInfo } from "@playwright/test";

/** Where the pictures go; unset in ordinary runs, which take none. */
const FOLDER = process.env.GALLERY;

/** Characters of a file name. */
const LONGEST = 120;

/** How many pictures a test has taken. */
const taken = new Map<string, number>();

/** Whether a test is of no use to this run, which takes pictures: it looks at no state. */
export function isNotPictured({ fn }: TestInfo): boolean {
  return FOLDER !== undefined && !/expect\w*Accessible/.test(String(fn));
}

/** Takes a picture of the whole page as it is at this moment, named after the test unless it has a title of its own. */
export async function picture(page: Page, title?: string): Promise<void> {
  if (FOLDER === undefined) {
    return;
  }
  const { file, titlePath, testId } = test.info();
  const [, ...titles] = titlePath;
  const name = `${plain(title ?? `${titles.join(" ")} ${next(testId)}`)}.png`;
  const size = page.viewportSize();
  await unfold(page);
  await page.screenshot({ path: path.join(FOLDER, path.basename(file, ".spec.ts"), name), fullPage: true });
  if (size !== null) {
    await page.setViewportSize(size);
  }
}

/** Makes the window as high as a page with frames: a frame that nobody can see is not drawn, and so not in a picture. */
async function unfold(page: Page): Promise<void> {
  const [main, ...frames] = page.frames();
  const size = page.viewportSize();
  if (main === undefined || frames.length === 0 || size === null) {
    return;
  }
  const height = await main.evaluate(() => document.documentElement.scrollHeight);
  if (height > size.height) {
    await page.setViewportSize({ width: size.width, height });
  }
  // A frame in a frame may be out of sight all the same.
  for (const frame of frames.filter((one) => one.parentFrame() === main)) {
    if (await (await frame.frameElement()).isVisible()) {
      await frame.evaluate(
        () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
      );
    }
  }
}

/** The number of a test's next picture. */
function next(testId: string): number {
  const number = (taken.get(testId) ?? 0) + 1;
  taken.set(testId, number);
  return number;
}

/** A title as a file name. */
function plain(title: string): string {
  const name = title.replace(/[^A-Za-z0-9]+/g, "-");
  // A long one loses its middle, since its end tells it from the others.
  return name.length <= LONGEST ? name : `${name.slice(0, LONGEST - 20)}-${name.slice(-20)}`;
}
