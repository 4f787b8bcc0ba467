/** What the engine interface promises, of every engine that needs no GPU. */
import { setFlagsFromString } from 'node:v8';
import { beforeAll } from 'vitest';
import { createReferenceEngine } from './reference/engine.ts';
import { createScalarEngine } from './scalar/engine.ts';
import { createRoundingEngine } from './simd/engine.ts';
import { describeEngine } from './testing/contract.ts';
import { cureVariants } from './testing/cureVariants.ts';
import { variants, wideVariants } from './testing/populations.ts';
import { switchOnRelaxedSimd } from './testing/relaxedSimd.ts';
import { useProcessor } from './tfjs/testing.ts';

switchOnRelaxedSimd(setFlagsFromString);

beforeAll(async () => {
  await useProcessor('cpu');
});

const structures = variants().filter((_, i) => i % 3 === 0);
const cured = cureVariants().filter((_, i) => i % 3 === 0);
const all = [...structures, ...cured, ...wideVariants()];
describeEngine('scalar', createScalarEngine, 0, all);
// Each structure one way of rounding, what does not depend on structures both ways.
(['once', 'twice'] as const).forEach((rounding, n) => {
  describeEngine(
    `simd, rounding ${rounding}`,
    (population, data) => createRoundingEngine(population, data, rounding),
    0,
    all.filter((_, i) => i % 2 === n),
  );
});
describeEngine('reference', (population, data) => createReferenceEngine(population, data), 1e-6, all);
