import { expect, test } from './support/fixtures';
import { allSettings, dataOf, open, takeSteps } from './support/lab';

// Cures are settings of model B: a link has them, both models train side by side, and a file keeps them.

const CHART = 'Polarization with and without cures';
const WORLD = 'n=900&nh=450&s=50&h=4&e=4&b=8';

test('a run with a cure opens by its link, trains beside the model without, and a file keeps it', async ({ page }) => {
  await open(page, `v=1&backend=wasm&${WORLD}&gd=0&lf=0.3`);
  await takeSteps(page, 10);
  const cured = await dataOf(page, CHART);
  const [a, b] = ['A · no cure', 'B · loss-free balancing 0.3'].map((name) =>
    cured.filter((row) => row[0] === name).map((row) => row.slice(1)),
  );
  expect([a.length, b.length]).toEqual([4, 4]);
  expect(b).not.toEqual(a);
  await expect(page.getByText('A without a cure, B with loss-free balancing 0.3.')).toBeVisible();

  await page.getByRole('button', { name: 'More ways to share' }).click();
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save this run to a file' }).click();
  const file = await (await saved).path();

  // Model A is the one without: what it is does not depend on what B has.
  await open(page, `v=1&backend=wasm&${WORLD}&gd=0&lf=0.3&ea=swish`);
  await takeSteps(page, 10);
  const more = await dataOf(page, CHART);
  expect(more.filter(([name]) => name === 'A · no cure').map((row) => row.slice(1))).toEqual(a);
  expect(more.filter(([name]) => name === 'B · loss-free balancing 0.3 + Swish experts')).toHaveLength(4);

  await page.getByRole('button', { name: 'More ways to share' }).click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open a run or settings from a file…' }).click();
  await (await chooser).setFiles(file);
  await expect(page.getByText('A without a cure, B with loss-free balancing 0.3.')).toBeVisible();
  expect(await dataOf(page, CHART)).toEqual(cured);
  await expect(page).toHaveURL(/lf=0\.3/);
});

test('on the GPU the same cures give what they give on the processor', { tag: '@long' }, async ({ page }) => {
  const cures = 'gd=0.1&lf=0.3&ea=swish&cl=0.3&te=2';
  const after = async (backend: string, engine: RegExp): Promise<string[][]> => {
    await open(page, `v=1${backend}&${WORLD}&${cures}`);
    await expect(page.getByRole('button', { name: engine })).toBeVisible();
    await takeSteps(page, 10);
    return dataOf(page, 'Held-out loss per task');
  };
  const gpu = await after('', /^Engine: WebGPU/);
  const processor = await after('&backend=wasm', /^Engine: WebAssembly/);
  expect(gpu.length).toBeGreaterThan(0);
  expect(gpu.map((row) => row.length)).toEqual(processor.map((row) => row.length));
  gpu.forEach((row, i) => {
    row.forEach((cell, j) => {
      const other = processor[i][j];
      if (Number.isNaN(Number(cell))) expect(cell).toBe(other);
      // Half a unit of the last digit shown on either side.
      else expect(Math.abs(Number(cell) - Number(other))).toBeLessThan(0.002);
    });
  });
});

test('cures that exclude one another: the reason is at the control, and a link says what it left out', async ({
  page,
}) => {
  await open(page, `v=1&backend=wasm&${WORLD}&gk=sigmoid&sl=0.05`);
  await expect(
    page.getByText(
      'In the link, Switch load-balancing loss as 0.05 and its Gate function exclude one another. Switch load-balancing loss is 0 instead.',
    ),
  ).toBeVisible();
  await allSettings(page);
  const loss = page.getByRole('textbox', { name: 'Switch load-balancing loss' });
  await expect(loss).toHaveAccessibleDescription(/Sigmoid gates and the Switch loss exclude one another/);
  await loss.fill('0.05');
  await loss.press('Enter');
  await expect(page.getByText(/exclude one another: .* Gate function is softmax again\./)).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Gate function' })).toHaveValue('softmax');
});
