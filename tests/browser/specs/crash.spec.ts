// A module that dies: WebAssembly stops with a trap, which has no words, and the page says what to do.

import { expect, test } from "../support/fixtures.ts";

test("shows the error card when the module traps", async ({ page, signedIn: panel, console: guard }) => {
  guard.expect(/uncaught: RuntimeError/);
  const frame = page.frames().find((candidate) => candidate.url().includes("/apex/"));
  await frame?.evaluate(async () => {
    const root = document.querySelector<HTMLElement>("#teamviewer");
    const { module, component } = root?.dataset ?? {};
    const glue = (await import(`${module}/${component}.js`)) as { default: () => Promise<object> };
    // The exports of the instance that runs; sizes and places that cannot be make one of them trap.
    const exported = Object.values(await glue.default()).filter((one) => typeof one === "function");
    setTimeout(() => {
      for (const call of exported as ((...sizes: number[]) => unknown)[]) {
        try {
          call(-1, -1, -1, -1);
        } catch (error) {
          if (error instanceof WebAssembly.RuntimeError) {
            throw error;
          }
        }
      }
    });
  });
  const card = panel.root.getByRole("alert");
  await expect(card.getByRole("heading", { name: "TeamViewer has stopped" })).toBeVisible();
  await expect(card).toContainText("Your sessions are safe");
  await card.getByRole("button", { name: "Reload" }).click();
  await panel.signedIn();
});
