import type { Page } from '@playwright/test';

/** Begins to note what moves by itself on the pages that are opened from here on; what follows a press is meant. */
export async function followShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const shifts: unknown[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        if (!(entry as PerformanceEntry & { hadRecentInput: boolean }).hadRecentInput) shifts.push(entry);
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

/** How much has moved: the layout-shift scores together, each the share of the window that moved times how far. */
export const moved = (page: Page): Promise<number> =>
  page.evaluate(() =>
    (window as unknown as { shifts: { value: number }[] }).shifts.reduce((sum, { value }) => sum + value, 0),
  );
