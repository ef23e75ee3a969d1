// How Chromium is started: quiet, offline but for this machine, and the same everywhere.

import type { PlaywrightTestConfig } from "@playwright/test";

/** The whole browser: what has notifications and settings. */
export const CHROMIUM = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";

/** The same engine without windows and menus, which takes a third less time over a test. */
const HEADLESS_SHELL = process.env.CHROMIUM_HEADLESS_SHELL_PATH ?? CHROMIUM;

/** What every configuration shares. */
export const browser: PlaywrightTestConfig["use"] = {
  browserName: "chromium",
  headless: true,
  launchOptions: {
    executablePath: HEADLESS_SHELL,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--font-render-hinting=none",
      "--force-color-profile=srgb",
    ],
  },
  locale: "en-US",
  timezoneId: "Europe/Paris",
  viewport: { width: 1280, height: 900 },
  deviceScaleFactor: 1,
};
