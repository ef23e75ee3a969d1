// An answer that Salesforce gives and the browser never hears.

import type { Page } from "@playwright/test";

/** Loses the answer to the next call of a remote action; those to other actions arrive. */
export async function loseAnswer(page: Page, method: string): Promise<void> {
  const network = await page.context().newCDPSession(page);
  await network.send("Fetch.enable", {
    patterns: [{ urlPattern: "*/apexremote", requestStage: "Response" }],
  });
  network.on("Fetch.requestPaused", ({ requestId, request }) => {
    if (request.postData?.includes(`"method":"${method}"`) === true) {
      void network
        .send("Fetch.failRequest", { requestId, errorReason: "ConnectionReset" })
        .then(() => network.send("Fetch.disable"));
    } else {
      void network.send("Fetch.continueRequest", { requestId });
    }
  });
}
