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
  // For two cores: more than half of a test is waiting, for a poll or a time-out.
  workers: 3,
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  // A slow machine must not fail a test; a state that never comes must.
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: [["list"]],
  use: {
    ...browser,
    actionTimeout: 20_000,
    // A film of every test would cost more than the test.
    trace: { mode: "retain-on-failure", screenshots: false, sources: false },
    screenshot: "only-on-failure",
  },
  projects: [
    { name: "unmanaged", use: { namespace: "" } },
    // As a managed package: what an agent can do on every object, and what nobody may do; everything once more where
    // time is taken.
    {
      name: "managed",
      testDir: thorough ? "specs" : "specs/installed",
      use: { namespace: "tvr" },
    },
    // What Firefox does as well, marked with the tag.
    { name: "firefox", grep: /@firefox/, use: { ...firefox, namespace: "" } },
  ],
});
