import { setFlagsFromString } from 'node:v8';
import { beforeAll, describe, expect, it } from 'vitest';
import { parameterLayout } from '../model/layout.ts';
import { createReferenceEngine } from './reference/engine.ts';
import { createScalarEngine } from './scalar/engine.ts';
import { createRoundingEngine } from './simd/engine.ts';
import { isPossible, isPossibleMask, modelOptions, OPTIONS } from './testing/options.ts';
import { oracleGradient } from './testing/oracle.ts';
import { cureCases, possiblePairs, type CureCase } from './testing/cureOptions.ts';
import { cureVariants } from './testing/cureVariants.ts';
import { fewOf, optionsOf } from './testing/few.ts';
import { offTheKinks, variants, wideVariants } from './testing/populations.ts';
import { switchOnRelaxedSimd } from './testing/relaxedSimd.ts';
import { useProcessor } from './tfjs/testing.ts';

switchOnRelaxedSimd(setFlagsFromString);

beforeAll(async () => {
  await useProcessor('cpu');
});

it('the variants cover every possible pair of options', () => {
  const factors = Object.entries(OPTIONS);
  const chosen: Record<string, string>[] = modelOptions();
  const missing: string[] = [];
  for (const [a, first] of factors) {
    for (const [b, second] of factors) {
      if (a >= b) continue;
      for (const x of first) {
        for (const y of second) {
          if (
            (a === 'bias' && b === 'shared' && !isPossible(y, x))
            || (a === 'kind' && b === 'visible' && !isPossibleMask(x, y))
            || chosen.some((choice) => choice[a] === x && choice[b] === y)
          )
            continue;
          missing.push(`${a} ${x} with ${b} ${y}`);
        }
      }
    }
  }
  expect(missing).toEqual([]);
});

it('the variants with cures cover every possible pair of a cure and another option', () => {
  const shown = (cases: readonly CureCase[]): Record<string, string>[] => cases.flat();
  const chosen = shown(cureCases());
  const missing = possiblePairs().filter((pair) => {
    const [a, b] = pair.split(', ').map((part) => part.split(' '));
    return !chosen.some((choice) => choice[a[0]] === a[1] && choice[b[0]] === b[1]);
  });
  expect(missing).toEqual([]);
  expect(possiblePairs().length).toBeGreaterThan(1000);
});

const [plain, cured, wide] = [variants(), cureVariants(), wideVariants()];
/** As few as have every option; pairs of them are gone through less often. */
const daily = new Set([...fewOf(plain, optionsOf), ...fewOf(cured, optionsOf), ...wide]);

describe.each(
  [...plain, ...cured, ...wide].map((variant, index) => ({
    ...variant,
    index,
    tags: daily.has(variant) ? [] : ['long'],
  })),
)('the gradient of $name', ({ population, data, index, tags }) => {
  it('is that of finite differences, in the scalar, the SIMD and the reference engine', { tags }, async () => {
    const { length } = parameterLayout(population.model);
    const scalar = await createScalarEngine(population, data);
    const reference = await createReferenceEngine(population, data);
    const simd = await createRoundingEngine(population, data, index % 4 < 2 ? 'once' : 'twice');
    const checkpoint = { step: 7, state: offTheKinks((await scalar.checkpoint()).state) };
    await scalar.restore(checkpoint);
    await reference.restore(checkpoint);
    await simd.restore(checkpoint);
    const stride = checkpoint.state.length / population.replicas.length;
    const ours = await scalar.gradient();
    const theirs = await reference.gradient();
    const vectors = await simd.gradient();
    // One of the two replicas, in turn: the other's gradient is as independent as its parameters.
    const r = index % 2;
    const parameters = Float64Array.from(checkpoint.state.subarray(r * stride, r * stride + length));
    const truth = oracleGradient(population, data, r, 7, parameters);
    let worstScalar = 0;
    let worstReference = 0;
    let worstSimd = 0;
    truth.forEach((value, i) => {
      const unit = Math.max(1, Math.abs(value));
      worstScalar = Math.max(worstScalar, Math.abs(ours[r * length + i] - value) / unit);
      worstReference = Math.max(worstReference, Math.abs(theirs[r * length + i] - value) / unit);
      worstSimd = Math.max(worstSimd, Math.abs(vectors[r * length + i] - value) / unit);
    });
    expect(truth.some((value) => Math.abs(value) > 0.01)).toBe(true);
    expect(worstScalar).toBeLessThan(2e-7);
    expect(worstReference).toBeLessThan(1e-5);
    expect(worstSimd).toBeLessThan(1e-5);
    reference.dispose();
  });
});
