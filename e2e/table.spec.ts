import { expect, test } from './support/fixtures';
import { findings } from './support/axe';
import { dataOf, open, takeSteps } from './support/lab';

// A run on the sample on board: its columns are its tasks, in every picture of it.

const COLUMNS = ['income_over_50k', 'weeks_worked', 'never_married', 'age'];
const CENSUS = 'v=1&src=census&backend=wasm&n=1000&nh=500&s=60';

test('a run on the sample names its columns in gates, network and curves, and nothing of the platform', async ({
  page,
}) => {
  await open(page, CENSUS);
  await expect(page.getByRole('button', { name: 'Engine: WebAssembly' })).toBeVisible();
  await takeSteps(page, 10);
  const gates = page.getByRole('figure', { name: 'Gate weights per task' });
  const network = page.getByRole('figure', { name: 'Network' });
  for (const column of COLUMNS) {
    await expect(gates.getByRole('button', { name: column })).toBeVisible();
    await expect(network.getByRole('button', { name: `Tower of ${column}` })).toBeAttached();
  }
  await expect(network.getByRole('button', { name: /click|like|watch time|rating/ })).toHaveCount(0);
  for (const chart of ['Gate weights per task', 'Network', 'Polarization with and without dropout']) {
    const words = new Set((await dataOf(page, chart)).flat());
    for (const column of COLUMNS) expect(words, chart).toContain(column);
    for (const task of ['click', 'like', 'watch time', 'rating']) expect(words, chart).not.toContain(task);
  }
  const curves = page.getByRole('figure', { name: 'Held-out loss per task' });
  await curves.getByRole('radio', { name: 'AUC' }).press(' ');
  await expect(curves.getByRole('heading')).toContainText(/^AUC: income_over_50k 0\.\d+, never_married 0\.\d+$/);
});

test('its squared errors stand beside R², its predictions in the units of their columns', async ({ page }) => {
  await open(page, `${CENSUS}&ch=gates`);
  await takeSteps(page, 10);
  const impression = page.getByRole('region', { name: 'One row' });
  await expect(impression).toContainText(
    /In the table: income_over_50k (yes|no), weeks_worked \d+ weeks, never_married (yes|no), age \d+ years\./,
  );
  await expect(impression).not.toContainText(/clicked|liked|rated/i);
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing on the page of such a run, ${colorScheme}`, { tag: '@long' }, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await open(page, CENSUS);
    await takeSteps(page, 1);
    expect(await findings(page)).toEqual([]);
  });
