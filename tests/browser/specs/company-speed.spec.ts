// What twenty thousand connections cost: how soon the first rows are there, how long the page is busy while they are
// scrolled, and how much memory they take. The numbers are printed; what fails the test is only what no slow machine
// explains.

import { expect, test, type CompanyPage } from "../support/company-page.ts";

/** Rows of the company of ordinary size, nearly all of which began in the last 365 days. */
const ROWS = 19_500;
/** Steps of a scroll from the top to the bottom, one in each frame. */
const FRAMES = 300;
/** A task that the user feels. */
const LONG_MILLIS = 50;

interface Measured {
  readonly frames: number;
  readonly p95: number;
  readonly longest: number;
  readonly longTasks: readonly number[];
}

test("the cost of twenty thousand connections", async ({ company, page }) => {
  test.setTimeout(300_000);
  await page.addInitScript(() => {
    WebAssembly.Instance = new Proxy(WebAssembly.Instance, {
      construct(constructor, parts) {
        const made = Reflect.construct(constructor, parts) as WebAssembly.Instance;
        const memory = Object.values(made.exports).find((it) => it instanceof WebAssembly.Memory);
        Object.assign(window, { wasmMemory: memory });
        return made;
      },
    });
  });
  await page.reload();
  await company.whole();

  const started = Date.now();
  await company.show("Last 365 days");
  await expect(company.root.getByText(/^Loaded: [\d,]+ of about/)).toBeVisible({ timeout: 60_000 });
  const first = Date.now() - started;
  await expect(company.root.getByText("The report is complete.")).toBeVisible({ timeout: 240_000 });
  const whole = Date.now() - started;
  const rows = Number(await company.table().getByRole("table").getAttribute("aria-rowcount")) - 1;
  expect(rows).toBeGreaterThan(ROWS);

  const memory = await page.evaluate(() => {
    const { wasmMemory } = window as unknown as { wasmMemory: WebAssembly.Memory };
    const { memory } = performance as unknown as { memory: { usedJSHeapSize: number } };
    return { wasm: wasmMemory.buffer.byteLength, heap: memory.usedJSHeapSize };
  });
  const scrolled = await scroll(company);
  const sorted = await company
    .column("User")
    .getByRole("button")
    .evaluate((button) => {
      const before = performance.now();
      (button as HTMLElement).click();
      return new Promise<number>((resolve) => {
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - before)));
      });
    });
  const megabytes = (bytes: number): string => (bytes / 1_000_000).toFixed(1);
  console.log(
    `${rows} connections: first rows after ${first} ms, all after ${whole} ms; ` +
      `wasm memory ${megabytes(memory.wasm)} MB, JavaScript heap ${megabytes(memory.heap)} MB; ` +
      `sorted by user in ${sorted.toFixed(0)} ms; scrolled in ${scrolled.frames} frames, p95 ` +
      `${scrolled.p95.toFixed(1)} ms, longest ${scrolled.longest.toFixed(1)} ms, ` +
      `${scrolled.longTasks.length} tasks over ${LONG_MILLIS} ms ${JSON.stringify(scrolled.longTasks)}`,
  );
  expect(memory.wasm).toBeLessThan(64_000_000);
  // A redraw of all rows would take seconds.
  expect(scrolled.longest).toBeLessThan(1_000);
  expect(await company.rows().count()).toBeLessThan(80);
});

/** Scrolls from the first row to the last, a part in each frame. */
async function scroll(company: CompanyPage): Promise<Measured> {
  return company.table().evaluate(async (table, steps) => {
    const longTasks: number[] = [];
    const watch = new PerformanceObserver((list) => {
      longTasks.push(...list.getEntries().map((entry) => Math.round(entry.duration)));
    });
    watch.observe({ type: "longtask" });
    const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
    const frames: number[] = [];
    let last = await frame();
    const height = table.scrollHeight - table.clientHeight;
    for (let step = 1; step <= steps; step += 1) {
      // Slowly at first, as with a wheel, then in leaps, as with the bar.
      table.scrollTop = step <= steps / 2 ? step * 100 : (height * step) / steps;
      const now = await frame();
      frames.push(now - last);
      last = now;
    }
    await frame();
    watch.disconnect();
    frames.sort((a, b) => a - b);
    return {
      frames: frames.length,
      p95: frames[Math.floor(frames.length * 0.95)] ?? 0,
      longest: frames.at(-1) ?? 0,
      longTasks,
    };
  }, FRAMES);
}
