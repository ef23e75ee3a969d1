// A browser whose user has decided about desktop notifications, in the browser's own settings.

import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";

import type { LaunchOptions } from "@playwright/test";

import { CHROMIUM } from "./chromium.ts";

/** What the user has told the browser about notifications of this package's pages. */
export type Setting = "ask" | "allow" | "block";

const CHROMIUM_SETTING: Readonly<Record<Exclude<Setting, "ask">, number>> = { allow: 1, block: 2 };

/** Firefox's `permissions.default.desktop-notification`: what holds for every site that has no setting of its own. */
const FIREFOX_DEFAULT: Readonly<Record<Setting, number>> = { ask: 0, allow: 1, block: 2 };

/** Writes Chromium's own settings into a new profile. */
export async function writeProfile(folder: string, origin: string, setting: Setting): Promise<void> {
  const exceptions = setting === "ask" ? {} : { [`${origin},*`]: { setting: CHROMIUM_SETTING[setting] } };
  const preferences = { profile: { content_settings: { exceptions: { notifications: exceptions } } } };
  await mkdir(path.join(folder, "Default"), { recursive: true });
  await writeFile(path.join(folder, "Default", "Preferences"), JSON.stringify(preferences));
}

/** How to start a Chromium with a new profile of that setting: the whole one, since the other has no notifications. */
export async function chromiumThat(
  setting: Setting,
  options: LaunchOptions,
  origin: string,
  folder: string,
): Promise<LaunchOptions> {
  await writeProfile(folder, origin, setting);
  return { ...options, executablePath: CHROMIUM };
}

/** How to start a Firefox of that setting. */
export function firefoxThat(setting: Setting, options: LaunchOptions): LaunchOptions {
  return {
    ...options,
    firefoxUserPrefs: {
      ...options.firefoxUserPrefs,
      "permissions.default.desktop-notification": FIREFOX_DEFAULT[setting],
      // A machine without a desktop has nobody to hand a notification to: Firefox draws it by itself.
      "alerts.useSystemBackend": false,
    },
  };
}
