import { expect, test } from './support/fixtures';

// A look at the sample: stored answers in the chapter about the data, and each question trained again from there.

test('three cards tell stored results of Census-Income, and open the runs behind them', async ({ page }) => {
  await page.goto('./?v=1&src=census&n=900&nh=450&ch=data&backend=wasm');
  const tie = page.getByRole('region', { name: 'Which architecture is best?' });
  await expect(
    tie.getByRole('heading', { name: /^The architectures come out alike: in income_over_50k 0\.000\d AUC/ }),
  ).toBeVisible();
  await expect(tie.getByRole('img', { name: /^AUC or R² of each task/ })).toBeVisible();
  await tie.getByText('How they were made').click();
  await expect(tie.getByText(/npm run lab -- census --inputs 64/)).toBeVisible();
  const gates = page.getByRole('region', { name: 'Do gates polarize here as well?' });
  await expect(
    gates.getByRole('heading', { name: /in 88% of the runs, with 10% gate dropout in 47%.*income_over_50k/ }),
  ).toBeVisible();
  const leak = page.getByRole('region', { name: 'What do leaking columns do?' });
  await expect(
    leak.getByRole('heading', { name: /never_married easy: AUC 0\.98\d with it, 0\.89\d without/ }),
  ).toBeVisible();
  // The question again, trained here: the run is in the address.
  await leak.getByRole('button', { name: 'Train without the family columns here' }).click();
  await expect(page).toHaveURL(/cs=noFamily/);
  await expect(page.getByRole('progressbar', { name: 'Training progress' })).toBeVisible();
  await page.goBack();
  await expect(gates).toBeVisible();
  await gates.getByRole('button', { name: 'The races in “Polarization”' }).click();
  await expect(
    page.getByRole('region', { name: 'The race' }).getByText(/^Stored results, 200 seeds each/),
  ).toBeVisible();
  await expect(
    page
      .getByRole('region', { name: 'What polarization depends on' })
      .getByText(/^Why it happens: .* on Census-Income/),
  ).toBeVisible();
});
