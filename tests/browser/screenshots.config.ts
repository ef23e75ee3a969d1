// Pictures for the documentation: `cargo xtask screenshots`.

import { defineConfig } from "@playwright/test";

import { browser } from "./support/chromium.ts";

export default defineConfig({
  testDir: "screenshots",
  outputDir: "../../test-results",
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: [["list"]],
  use: { ...browser, deviceScaleFactor: 2 },
});
