import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { predict, readCsv, readModel } from '../src/session/exports/testing/readBack.ts';
import { expect, test } from './support/fixtures';
import { dataOf, open, takeSteps } from './support/lab';

// What other programs read of a run: it is what the page shows, and the model's file alone makes the same of it.

const RUN = 'v=1&backend=wasm&n=900&nh=450&s=50&h=8&e=4&b=8';

/** Downloads one of the files of the menu, by the keyboard alone. */
async function taken(page: Page, item: string, arm?: string): Promise<{ name: string; bytes: Buffer }> {
  await page.getByRole('button', { name: 'More ways to share' }).press('Enter');
  // A letter chooses an entry of a list.
  if (arm) await page.getByRole('combobox', { name: 'Export of model' }).press(arm);
  const download = page.waitForEvent('download');
  await page.getByRole('group', { name: 'Export' }).getByRole('button', { name: item }).press('Enter');
  const file = await download;
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

/** Cells by the names of their columns. */
function table(bytes: Buffer): Record<string, number>[] {
  const [header, ...rows] = readCsv(bytes);
  return rows.map((cells) => Object.fromEntries(header.map((name, c) => [name, Number(cells[c])])));
}

/** Share of the pairs of a positive and a negative in which the positive stands higher. */
function aucOf(rows: Record<string, number>[], task: string): number {
  const logits = (label: number): number[] =>
    rows.filter((row) => row[`${task} label`] === label).map((row) => row[`${task} logit`]);
  const [negative, positive] = [logits(0), logits(1)];
  const won = positive.flatMap((high) => negative.map((low) => (high > low ? 1 : high === low ? 0.5 : 0)));
  return won.reduce<number>((sum, one) => sum + one, 0) / won.length;
}

/** Mean cross entropy of a binary task, in nats. */
function lossOf(rows: Record<string, number>[], task: string): number {
  const losses = rows.map((row) => {
    const p = row[`${task} probability`];
    return -Math.log(row[`${task} label`] === 1 ? p : 1 - p);
  });
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}

test('predictions taken out give the loss and AUC on screen, and the model’s file makes them of the inputs’ file', async ({
  page,
}) => {
  await open(page, RUN);
  await takeSteps(page, 10);
  const shown = (await dataOf(page, 'Held-out loss per task')).at(-1)!.map(Number);
  let predictions: Record<string, number>[] = [];
  // Of the model that is chosen; at first of the one that is shown. In the table: four losses of a model, then its two AUC.
  for (const [arm, at] of [
    ['B', 7],
    ['A', 1],
  ] as const) {
    const { name, bytes } = await taken(page, 'Held-out predictions (CSV)', arm);
    expect(name).toBe(`mmoe-lab-${arm}-step-10-predictions.csv`);
    predictions = table(bytes);
    expect(predictions).toHaveLength(450);
    expect(lossOf(predictions, 'click')).toBeCloseTo(shown[at], 3);
    expect(lossOf(predictions, 'like')).toBeCloseTo(shown[at + 2], 3);
    expect(aucOf(predictions, 'click')).toBeCloseTo(shown[at + 4], 3);
    expect(aucOf(predictions, 'like')).toBeCloseTo(shown[at + 5], 3);
  }

  const model = readModel((await taken(page, 'Model parameters (safetensors)')).bytes);
  const inputs = readCsv((await taken(page, 'Held-out encoded inputs (CSV)')).bytes).slice(1);
  expect(inputs).toHaveLength(450);
  inputs.forEach((cells, i) => {
    const [row, , device, position, ...x] = cells.map(Number);
    const { outputs } = predict(model, { device, position, inputs: x });
    expect(predictions[i].row).toBe(row);
    expect(predictions[i]['click logit']).toBeCloseTo(outputs[0], 4);
    expect(predictions[i]['rating output [standard deviations]']).toBeCloseTo(outputs[3], 4);
  });
});

test('of the sample on board the columns have the names and units of its own, and the figures on screen come out of them', async ({
  page,
}) => {
  await open(page, 'v=1&backend=wasm&src=census&n=4500&nh=900&s=50&bh=none');
  await takeSteps(page, 10);
  const shown = (await dataOf(page, 'Held-out loss per task')).at(-1)!.map(Number);
  const predictions = table((await taken(page, 'Held-out predictions (CSV)')).bytes);
  expect(predictions).toHaveLength(900);
  expect(lossOf(predictions, 'income_over_50k')).toBeCloseTo(shown[1], 3);
  expect(aucOf(predictions, 'income_over_50k')).toBeCloseTo(shown[5], 3);
  // Four losses, then each task's AUC or R².
  expect(aucOf(predictions, 'never_married')).toBeCloseTo(shown[7], 3);
  for (const row of predictions) {
    expect(row['weeks_worked label [weeks]'] % 1).toBe(0);
    expect(row['age label [years]'] % 1).toBe(0);
  }
  const model = readModel((await taken(page, 'Model parameters (safetensors)')).bytes);
  const [header, ...inputs] = readCsv((await taken(page, 'Held-out encoded inputs (CSV)')).bytes);
  expect(header).toContain('sex=Female');
  inputs.forEach((cells, i) => {
    if (i % 9 > 0) return;
    const { outputs } = predict(model, { device: 0, position: 0, inputs: cells.slice(4).map(Number) });
    expect(predictions[i].row).toBe(Number(cells[0]));
    expect(predictions[i]['income_over_50k logit']).toBeCloseTo(outputs[0], 4);
    const { mean, deviation } = model.tasks[3]!;
    expect(predictions[i]['age prediction [years]']).toBeCloseTo(mean + deviation * outputs[3], 3);
  });
});

test('on a phone, in Chinese, the files stand in the menu; a model without a shallow tower has no bias table', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, `${RUN}&bh=none`);
  await page.getByRole('combobox', { name: 'Language' }).selectOption('zh');
  await page.getByRole('button', { name: '更多分享方式' }).click();
  const menu = page.getByRole('group', { name: '导出' });
  await expect(menu.getByRole('button')).toHaveText([
    '留出集预测值（CSV）',
    '留出集门控权重（CSV）',
    '留出集编码后的输入（CSV）',
    '模型参数（safetensors）',
  ]);
  for (const part of [menu, ...(await menu.getByRole('button').all())]) await expect(part).toBeInViewport({ ratio: 1 });

  const download = page.waitForEvent('download');
  await menu.getByRole('button', { name: '留出集门控权重（CSV）' }).click();
  const [header, ...rows] = readCsv(await readFile(await (await download).path()));
  expect(header).toHaveLength(1 + 4 * 4);
  expect(rows).toHaveLength(450);
  for (const row of rows) expect(row.slice(1, 5).reduce((sum, weight) => sum + Number(weight), 0)).toBeCloseTo(1, 5);
});
