import { describe, expect, it } from 'vitest';
import { storedCures } from '../../../experiments/cures/stored.ts';
import { polarizationRates } from '../../../experiments/polarization/polarization.ts';
import { storedSweep } from '../../../experiments/polarization/storedStudies.ts';
import type { Knob } from '../../../experiments/polarization/sweep.ts';
import { wordsOf } from '../../../i18n/testing.ts';
import { FIELDS, fieldOf } from '../../../run/fields.ts';
import { wordsIn } from '../fieldWords.ts';

const en = wordsIn('en', await wordsOf('en'));
const zh = wordsIn('zh', await wordsOf('zh'));
const settings = FIELDS.filter(({ group }) => group !== 'view');

describe('what is said of a setting', () => {
  it.each(settings.map((field) => [field.path, field] as const))('%s: its effect and its origin', (_, field) => {
    // wordsOf throws for a missing key. A number says what more or less of it does; a choice speaks of what can be chosen.
    const turned = {
      number: [/^(More|Higher|Larger|Longer|Lower|0:|Another|At 0|The more)/, /越|^为 0|^换一个数/],
      numbers: [/^(More|Lower)/, /越/],
      switch: [/^On:/, /^打开/],
      choice: [/./, /./],
      numberChoice: [/./, /./],
    }[field.kind];
    expect(en.effect(field)).toMatch(turned[0]);
    expect(zh.effect(field)).toMatch(turned[1]);
    for (const said of [en.effect(field), en.paper(field)]) expect(said).toMatch(/\.$/);
    for (const said of [zh.effect(field), zh.paper(field)]) expect(said).toMatch(/。$/);
    expect(en.paper(field)).toMatch(/paper|Zhao|usual|evaluation/);
    expect(zh.paper(field)).toMatch(/论文|Zhao|通用|评估/);
  });

  it('cites no more of the papers than can be checked here', () => {
    const known = /^(section (4|5\.[23])|figures? [567]|table [12]|equations 6)$/;
    for (const field of settings)
      for (const [cited] of en.paper(field).matchAll(/(section|figures?|table|equations) \d+(\.\d+)*/g))
        expect(cited, field.path).toMatch(known);
  });
});

/** Runs of 60 that polarized without gate dropout and that had a dead expert, at a value of a stored sweep. */
async function counted(knob: Knob, series: string, value: number): Promise<{ polarized: number; dead: number }> {
  const arm = (await storedSweep(knob)).arms.find((one) => one.series === series && one.value === value)!;
  const { z5, dead } = polarizationRates(arm.runs, 0.01);
  expect(z5.n).toBe(60);
  return { polarized: z5.k, dead: dead.k };
}

describe('the measured figures in it', () => {
  it.each([
    ['workers', 'training.workers', 1, 16, [2, 28], [0, 53]],
    ['initScale', 'model.initScale', 1, 2, [7, 56], null],
    ['sharedLayer', 'model.sharedUnits', 0, 16, [0, 7], null],
  ] as const)('%s: as stored', async (knob, path, low, high, polarized, dead) => {
    const field = fieldOf(`run.${path}`);
    const [a, b] = [await counted(knob, 'without', low), await counted(knob, 'without', high)];
    expect([a.polarized, b.polarized]).toEqual(polarized);
    if (dead) expect([a.dead, b.dead]).toEqual(dead);
    for (const said of [en.effect(field), zh.effect(field)])
      for (const figure of [b.polarized, ...(dead ? [b.dead] : [])]) expect(said).toContain(String(figure));
  });

  it('agrees in its direction with every stored sweep', async () => {
    const rate = async (knob: Knob, value: number) => (await counted(knob, 'without', value)).polarized;
    expect(await rate('learningRate', 1)).toBeGreaterThan(await rate('learningRate', 0.25));
    expect(en.effect(fieldOf('run.training.learningRate'))).toMatch(/Higher: .*more often/);
    // "nearly every run had a dead expert"
    expect((await counted('learningRate', 'without', 1)).dead).toBeGreaterThanOrEqual(57);
    const dropped = async (value: number) => (await counted('dropout', 'example', value)).polarized;
    expect((await dropped(0.1)) / (await dropped(0))).toBeCloseTo(1 / 3, 1);
    expect(en.effect(fieldOf('run.training.gateDropout'))).toMatch(/More: .*less often/);
    // "It revives no dead expert, and helps little with 16 workers."
    expect((await counted('workers', 'with', 16)).dead).toBeGreaterThanOrEqual(53);
    expect((await counted('workers', 'with', 16)).polarized).toBeGreaterThan(28 / 2);
  });

  it('is of gate dropout what the stored cures are', async () => {
    const said = en.effect(fieldOf('run.training.gateDropout'));
    const [opening, independent] = await Promise.all(
      (['default-4', 'async-4'] as const).map(async (setting) => {
        const { cures } = await storedCures(setting);
        const [none, dropout] = ['none', 'dropout:0.1'].map((id) => cures.find((cure) => cure.id === id)!);
        return {
          n: none.z5.n,
          instead: `${String(dropout.z5.k)} instead of ${String(none.z5.k)}`,
          against: dropout.against!,
        };
      }),
    );
    expect(said).toContain(
      `of ${String(opening.n)} runs each: ${opening.instead} with the settings the page opens with`,
    );
    expect(independent.n).toBe(opening.n);
    expect(said).toContain(`${independent.instead} on independent tasks`);
    // "The loss is 2% higher, not told apart."
    expect(independent.against.loss.ratio).toBeCloseTo(1.02, 2);
    expect(independent.against.loss.low).toBeLessThan(1);
  });
});
