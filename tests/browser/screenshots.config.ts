// Pictures for the documentation: `cargo xtask screenshots docs`.

import { defineConfig } from "@playwright/test";

import { browser } from "./support/chromium.ts";
import type { Installation } from "./support/fixtures.ts";
import type { Language } from "./screenshots/studio.ts";

export default defineConfig<{ language: Language }, Installation>({
  testDir: "screenshots",
  outputDir: "../../test-results",
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: [["list"]],
  use: { ...browser, actionTimeout: 20_000 },
  projects: [
    { name: "en", use: { language: "en", locale: "en-GB" } },
    { name: "fr", use: { language: "fr", locale: "fr-FR" } },
  ],
});
