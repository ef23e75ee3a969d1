// The browser tests: Chromium against the whole running product, and Firefox on the paths of session, history and
// notification.

import { defineConfig } from "@playwright/test";

import { browser } from "./support/chromium.ts";
import { firefox } from "./support/firefox.ts";
import type { Installation } from "./support/fixtures.ts";

// Measurements of speed and latency, the plan of a record with very many sessions, and what goes wrong with the report
// of a whole company, take minutes each. `cargo xtask test thorough` runs them with the others.
const SLOW = [
  "**/{company-speed,notification-latency,report-plan}.spec.ts",
  "**/company-{faults,accessibility}.spec.ts",
];

const thorough = process.env.THOROUGH !== undefined;

export default defineConfig<object, Installation>({
  testDir: "specs",
  testIgnore: thorough ? [] : SLOW,
  outputDir: "../../test-results",
  // For two cores: a good part of a test is waiting, for a poll or a time-out.
  workers: 3,
  fullyParallel: true,
  forbidOnly: true,
  // A test that fails runs once more, to leave a trace; it has failed all the same (crates/xtask/src/test/browser.rs).
  // A trace of every test took a fifth of the time of all.
  retries: 1,
  // A slow machine must not fail a test; a state that never comes must.
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: [["list"]],
  use: {
    ...browser,
    actionTimeout: 20_000,
    trace: "on-first-retry",
    screenshot: "only-on-failure",
  },
  projects: [
    { name: "unmanaged", use: { namespace: "" } },
    // Everything once more as a managed package.
    { name: "managed", use: { namespace: "tvr" } },
    // What Firefox does as well, marked with the tag.
    { name: "firefox", grep: /@firefox/, use: { ...firefox, namespace: "" } },
  ],
});
