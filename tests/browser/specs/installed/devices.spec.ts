// MyDevices with and without a namespace: the devices of both lists, and the page of one at TeamViewer.

import { addDevices, DevicesPanel } from "../../support/devices-panel.ts";
import { expect, test } from "../../support/fixtures.ts";

test("devices are listed and connected to", async ({ recordPage, simulator, product }) => {
  await addDevices(simulator);
  const panel = await DevicesPanel.open(recordPage);
  await panel.signInOnce();
  await expect(panel.names()).toHaveText(["<b>Étage 2</b>", "Front desk", "Laptop 5", "Till 9", "Till 10"]);
  await panel.search().fill("front");
  await expect(panel.names()).toHaveText(["Front desk"]);
  const tab = await panel.openTab(() => panel.connect("Front desk").click());
  await expect(tab).toHaveURL(
    `http://start.teamviewer.localhost:${product.simPort}/device/400000001/authorization/prompt/mode/control`,
  );
  await expect(tab.getByRole("heading", { name: "Connect to FRONT-01" })).toBeVisible();
});
