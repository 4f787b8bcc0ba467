/** What the engine interface promises, of every engine that needs no GPU. */
import { beforeAll } from 'vitest';
import { createReferenceEngine } from './reference/engine.ts';
import { createScalarEngine } from './scalar/engine.ts';
import { createSimdEngine } from './simd/engine.ts';
import { describeEngine } from './testing/contract.ts';
import { cureVariants } from './testing/cureVariants.ts';
import { variants } from './testing/populations.ts';
import { useProcessor } from './tfjs/testing.ts';

beforeAll(async () => {
  await useProcessor('cpu');
});

const structures = variants().filter((_, i) => i % 3 === 0);
const cured = cureVariants().filter((_, i) => i % 3 === 0);
describeEngine('scalar', createScalarEngine, 0, [...structures, ...cured]);
describeEngine('simd', createSimdEngine, 0, [...structures, ...cured]);
describeEngine('reference', (population, data) => createReferenceEngine(population, data), 1e-6, [
  ...structures,
  ...cured,
]);
