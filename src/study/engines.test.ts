import { expect, it, vi } from 'vitest';
import { randomData, smallPopulation } from '../engine/testing/populations.ts';
import { EngineLimitError } from '../engine/types.ts';
import { createStudyEngines, type Recovered } from './engines.ts';

it('says once how many models are trained at a time where not all of them have room', async () => {
  // A small computer: 256 MB for a population.
  vi.stubGlobal('navigator', { deviceMemory: 2 });
  const told: Recovered[] = [];
  const engines = createStudyEngines(
    () => undefined,
    (event) => told.push(event),
  );
  const model = { experts: 16, expertUnits: 64, sharedUnits: 64 };
  const population = (replicas: number) =>
    smallPopulation({
      model,
      training: { optimizer: 'adam' },
      replicas: Array.from({ length: replicas }, () => ({ workers: 32 })),
    });
  for (const replicas of [64, 32]) {
    const refused: unknown = await engines
      .open(population(replicas), [randomData(1, 4)])
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(EngineLimitError);
  }
  expect(told).toHaveLength(1);
  expect(told[0]).toMatchObject({ type: 'portions', replicas: 64 });
  const { fitting } = told[0] as { fitting: number };
  expect(fitting).toBeGreaterThan(0);
  const engine = await engines.open(population(fitting), [randomData(1, 4)]);
  expect(engine.population.replicas).toHaveLength(fitting);
  engine.dispose();
  vi.unstubAllGlobals();
});
