// How Firefox is started: the distribution's own, driven by WebDriver BiDi.

import type { PlaywrightTestConfig } from "@playwright/test";

/** What the project of Firefox sets otherwise than that of Chromium. */
export const firefox: PlaywrightTestConfig["use"] = {
  browserName: "firefox",
  channel: "moz-firefox",
  // Playwright would put styles into the page for it, which a content policy refuses aloud.
  screenshot: "off",
  launchOptions: {
    executablePath: process.env.FIREFOX_PATH ?? "/usr/bin/firefox-esr",
    args: [],
    firefoxUserPrefs: {
      // No connection leaves this machine.
      "app.update.enabled": false,
      "app.normandy.enabled": false,
      "browser.safebrowsing.malware.enabled": false,
      "browser.safebrowsing.phishing.enabled": false,
      "datareporting.healthreport.uploadEnabled": false,
      "extensions.getAddons.cache.enabled": false,
      "network.captive-portal-service.enabled": false,
      "network.connectivity-service.enabled": false,
      "services.settings.server": "",
    },
  },
};
