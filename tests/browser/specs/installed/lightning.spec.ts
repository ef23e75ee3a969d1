// Lightning record pages as the manual has an administrator make them, with and without a namespace.

import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

import { alone, expect, test, USERS } from "../../support/fixtures.ts";
import { ROOT } from "../../support/product.ts";
import { documentOf, expectFits, Shell } from "../../support/shell.ts";

/** The tabs of the manual: what each shows, and the page behind it. */
const TABS = [
  { tab: "TeamViewer", page: "TeamViewerSession" },
  { tab: "TeamViewer History", page: "TeamViewerSessionHistory" },
  { tab: "Connection Report", page: "TeamViewerConnectionReport" },
] as const;

test("a Case has the tabs of the manual, each with its component", async ({
  signedIn,
  page,
  product,
  record,
  names,
}) => {
  // The tab with the session is open already.
  await expect(signedIn.heading("TeamViewer")).toBeVisible();
  const shell = new Shell(page, product.port);
  await expect(page.getByRole("tab")).toHaveText(["Details", ...TABS.map(({ tab }) => tab), "Chatter"]);
  for (const { tab, page: framed } of TABS) {
    const frame = await shell.open(tab);
    const address = new URL((await frame.getAttribute("src")) ?? "");
    expect(address.host).toBe(`${names.pagesHost}:${product.port}`);
    expect(address.pathname).toBe(`/apex/${names.own(framed)}`);
    expect(address.searchParams.get("id")).toBe(record.id);
    const inside = await documentOf(frame);
    await expect(inside.getByRole("heading").first()).toBeVisible();
    await expectFits(frame);
    // It is the web component of the package that frames the page.
    const host = frame.evaluate((element) => {
      const inner = (element.getRootNode() as ShadowRoot).host;
      return (inner.getRootNode() as ShadowRoot).host.localName;
    });
    const namespace = names.namespace === "" ? "c" : names.namespace;
    expect(await host).toMatch(new RegExp(`^${namespace}-(session|session-history|connection-report)$`));
  }
});

alone("the package's app has its tabs and its utility", async ({ recordPage, page, product, names }) => {
  const shell = new Shell(page, product.port);
  await recordPage.logIn("/lightning/o/Case/list", USERS.administrator);
  await shell.openLauncher();
  await shell
    .offers("Apps")
    .filter({ hasText: /^TeamViewer$/ })
    .click();
  const items = page.getByRole("navigation", { name: "Main" }).getByRole("link");
  await expect(items.filter({ hasText: "TeamViewer" })).toHaveText([
    "TeamViewer Sessions",
    "TeamViewer MyDevices",
    "TeamViewer Connection Report",
    "TeamViewer Administration",
  ]);
  const utility = page.getByRole("contentinfo").locator("iframe");
  const address = new URL((await utility.getAttribute("src")) ?? "");
  expect(address.host).toBe(`${names.pagesHost}:${product.port}`);
  expect(address.pathname).toBe(`/apex/${names.own("tvSessionNotification")}`);
  await expect((await documentOf(utility)).locator("#teamviewer > *").first()).toBeAttached();

  await items.filter({ hasText: "TeamViewer MyDevices" }).click();
  const tab = shell.frame("TeamViewer MyDevices");
  await expect(tab.contentFrame().getByRole("heading").first()).toBeVisible();
  expect(new URL((await tab.getAttribute("src")) ?? "").pathname).toBe(
    `/apex/${names.own("TeamViewerMyDevices")}`,
  );
});

const FORM = path.join(ROOT, "test-results/report-form");

for (const form of ["Desktop", "Mobile"] as const) {
  alone.describe(`with the form ${form} chosen in the layout editor`, () => {
    alone.use({
      orgArguments: async ({ names }, use) => {
        const folder = path.join(FORM, `${form}-${names.namespace || "c"}`);
        const shipped = path.join(ROOT, "demo/main/default/flexipages/Case_Record_Page.flexipage-meta.xml");
        const prefix = names.namespace === "" ? "c" : names.namespace;
        const text = (await readFile(shipped, "utf8"))
          .replaceAll("<componentName>c:", `<componentName>${prefix}:`)
          .replace("<value>Desktop</value>", `<value>${form}</value>`);
        await mkdir(path.join(folder, "flexipages"), { recursive: true });
        await writeFile(path.join(folder, "flexipages/Case_Record_Page.flexipage-meta.xml"), text);
        await use([names.namespace === "" ? "--source" : "--subscriber-source", folder]);
      },
    });

    alone("the report's page is told so", async ({ recordPage, record, page, product }) => {
      const shell = new Shell(page, product.port);
      await recordPage.logIn(`/lightning/r/Case/${record.id}/view`, USERS.agent);
      const frame = await shell.open("Connection Report");
      expect(new URL((await frame.getAttribute("src")) ?? "").searchParams.get("form")).toBe(form);
      const root = (await documentOf(frame)).locator("#teamviewer");
      await expect(root).toHaveAttribute("data-form", form);
    });
  });
}
