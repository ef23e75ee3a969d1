// The browser tests: Chromium against the whole running product.

import { defineConfig } from "@playwright/test";

import { browser } from "./support/chromium.ts";

export default defineConfig({
  testDir: "specs",
  outputDir: "../../test-results",
  // Two cores: one worker leaves one for the org and the simulator that it drives.
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  // A slow machine must not fail a test; a state that never comes must.
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: [["list"]],
  use: { ...browser, actionTimeout: 20_000, trace: "retain-on-failure", screenshot: "only-on-failure" },
});
