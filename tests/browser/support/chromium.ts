// How Chromium is started: quiet, offline but for this machine, and the same everywhere.

import type { PlaywrightTestConfig } from "@playwright/test";

/** What every configuration shares. */
export const browser: PlaywrightTestConfig["use"] = {
  browserName: "chromium",
  headless: true,
  launchOptions: {
    executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
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
