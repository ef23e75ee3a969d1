// The browser tests: Chromium against the whole running product, and Firefox on the paths of session, history and
// notification.

import { defineConfig } from "@playwright/test";

import { browser } from "./support/chromium.ts";
import { firefox } from "./support/firefox.ts";
import type { Installation } from "./support/fixtures.ts";

// Measurements of speed and latency, and the plan of a record with very many sessions, take minutes each.
// `cargo xtask test thorough` runs them with the others.
const THOROUGH = ["**/{company-speed,notification-latency,report-plan}.spec.ts"];

export default defineConfig<object, Installation>({
  testDir: "specs",
  testIgnore: process.env.THOROUGH === undefined ? THOROUGH : [],
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
    // As a managed package: what an agent can do on every object, and what nobody may do.
    { name: "managed", testDir: "specs/installed", use: { namespace: "tvr" } },
    // What Firefox does as well, marked with the tag.
    { name: "firefox", grep: /@firefox/, use: { ...firefox, namespace: "" } },
  ],
});
