// What eyes would see at once and axe does not look for.

import type { Page } from "@playwright/test";

/** What is drawn badly on a page at this moment, in words. */
export async function layoutFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const faults: string[] = [];
    const all = (selector: string): HTMLElement[] => [...document.querySelectorAll<HTMLElement>(selector)];
    const named = (element: HTMLElement): string => element.outerHTML.slice(0, 120);
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) {
      faults.push(`the page is scrolled sideways: ${root.scrollWidth} px in ${root.clientWidth}`);
    }
    for (const icon of all(".tv-icon")) {
      const { width, height } = icon.getBoundingClientRect();
      if (Math.abs(width - height) > 1) {
        faults.push(`an icon is no circle: ${width} × ${height} px, in ${named(icon.parentElement ?? icon)}`);
      }
    }
    for (const button of all(".tv-button")) {
      const { paddingLeft, backgroundColor } = getComputedStyle(button);
      const isBox = !/^(transparent|rgba\(.*, 0\))$/.test(backgroundColor);
      if (isBox && parseFloat(paddingLeft) < 4) {
        faults.push(`words touch the frame of their button: ${named(button)}`);
      }
    }
    for (const table of all(".tv-long")) {
      const inside = [...table.children].reduce((sum, child) => sum + child.scrollHeight, 0);
      if (table.clientHeight > inside + 1) {
        faults.push(`a table is ${table.clientHeight} px high, and its rows are ${inside}`);
      }
    }
    return faults;
  });
}
