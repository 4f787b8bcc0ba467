import { describe, expect, it } from 'vitest';
import { explain, impressionAt } from '../../model/explain.ts';
import { parameterLayout } from '../../model/layout.ts';
import { PLAIN_SERVING, type Serving } from '../../model/cures.ts';
import type { ModelSpec } from '../../model/spec.ts';
import { worldW1 } from '../../world/spec.ts';
import { createWorld } from '../../world/world.ts';
import { everActive, expertActivity, sharedActivity } from './activity.ts';

const { heldOut } = createWorld({ ...worldW1(), impressions: 900, heldOut: 90 }, 3);
const base: ModelSpec = {
  kind: 'mmoe',
  features: 16,
  sharedUnits: 5,
  experts: 3,
  expertUnits: 4,
  towerUnits: 0,
  biasHandling: 'shallow-tower',
};

describe('the activity of ReLU units', () => {
  const cured: Partial<Serving>[] = [
    { sharedActivation: 'swish', expertActivation: 'leaky' },
    { expertActivation: 'swish', layerNorm: true },
  ];
  it.each([
    [base, {}],
    [{ ...base, biasHandling: 'input-feature' as const }, {}],
    [{ ...base, sharedUnits: 0 }, {}],
    ...cured.map((one) => [base, one] as const),
  ] as [ModelSpec, Partial<Serving>][])(
    'is that of impressions followed through the model one by one: %j %j',
    (model, cures) => {
      const serving = { ...PLAIN_SERVING, ...cures };
      const layout = parameterLayout(model);
      // Any weights will do, as long as some units fire and some do not.
      const vector = Float32Array.from({ length: layout.length }, (_, i) => Math.sin(i * 12.9898) * 0.6 - 0.05);
      const shared = sharedActivity(model, layout, vector, heldOut, serving);
      expect(shared.rows).toBe(54);
      const followed = Array.from({ length: shared.rows }, (_, row) =>
        explain(model, vector, impressionAt(heldOut, row), layout, serving),
      );
      const firing = (of: (one: (typeof followed)[number]) => ArrayLike<number>, unit: number): number =>
        followed.filter((one) => of(one)[unit] > 0).length / followed.length;
      expect(shared.share).toHaveLength(model.sharedUnits);
      shared.share.forEach((value, u) => {
        expect(value).toBeCloseTo(firing((one) => one.trunk, u));
      });
      followed.forEach(({ trunk }, row) => {
        if (model.sharedUnits > 0)
          trunk.forEach((value, u) => {
            expect(shared.outputs[row * model.sharedUnits + u]).toBeCloseTo(value, 10);
          });
      });
      const expert = expertActivity(model, layout, vector, heldOut, 1, serving);
      expert.share.forEach((value, u) => {
        expect(value).toBeCloseTo(firing((one) => one.experts[1], u));
      });
      expect(everActive(expert)).toBe([0, 1, 2, 3].filter((u) => firing((one) => one.experts[1], u) > 0).length);
    },
  );

  it('of a layer without a positive weight is none', () => {
    const layout = parameterLayout(base);
    expect(everActive(sharedActivity(base, layout, new Float32Array(layout.length), heldOut))).toBe(0);
  });
});
