// A module that dies: WebAssembly stops with a trap, which has no words, and the page says what to do.

import { expect, test } from "../support/fixtures.ts";

test("shows the error card when the module traps", async ({ page, signedIn: panel, console: guard }) => {
  guard.expect(/uncaught: RuntimeError/);
  const frame = page.frames().find((candidate) => candidate.url().includes("/apex/"));
  await frame?.evaluate(async () => {
    const root = document.querySelector<HTMLElement>("#teamviewer");
    const { module, component } = root?.dataset ?? {};
    const glue = (await import(`${module}/${component}.js`)) as { default: () => Promise<object> };
    // What the instance remembers is overwritten: whatever it does next, it reads addresses that cannot be.
    for (const exported of Object.values(await glue.default())) {
      if (exported instanceof WebAssembly.Memory) {
        new Uint8Array(exported.buffer).fill(0xff);
      }
    }
  });
  await panel.button("New Remote Control Session").click();
  const card = panel.root.getByRole("alert");
  await expect(card.getByRole("heading", { name: "TeamViewer has stopped" })).toBeVisible();
  await expect(card).toContainText("Your sessions are safe");
  await card.getByRole("button", { name: "Reload" }).click();
  await panel.signedIn();
});
