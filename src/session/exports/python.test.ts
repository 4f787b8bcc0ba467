/** The program of docs/exports.md, as it stands there, on the files of every kind of model. Skipped where Python, numpy or safetensors are missing. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createScalarEngine } from '../../engine/scalar/engine.ts';
import { cureVariants } from '../../engine/testing/cureVariants.ts';
import { MODEL, offTheKinks, variants, type Variant } from '../../engine/testing/populations.ts';
import { servingOf } from '../../model/cures.ts';
import { modelFile } from './model.ts';
import { PLATFORM_TASKS, platformInputs } from './platform.ts';
import { inputsCsv, predictionsCsv } from './tables.ts';
import { worldW1 } from '../../world/spec.ts';

const STEP = 7;
const [, program] = /```python\n([^]*?)```/.exec(readFileSync('docs/exports.md', 'utf8'))!;
// In every folder that is named, the page's own text.
const loop = 'import os, sys\nfor folder in sys.argv[2:]:\n    os.chdir(folder)\n    exec(sys.argv[1], {})';

function pythonIsHere(): boolean {
  try {
    execFileSync('python3', ['-c', 'import numpy, safetensors'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** The three files of a variant's second model. */
async function write(folder: string, { population, data }: Variant): Promise<void> {
  const engine = await createScalarEngine(population, data);
  await engine.restore({ step: STEP, state: offTheKinks((await engine.checkpoint()).state) });
  const [{ full }] = (await engine.evaluate({ full: true, replicas: [1] })).replicas;
  engine.dispose();
  const { model, training, replicas } = population;
  const log = data[replicas[1].data].heldOut;
  const inputs = platformInputs({ ...worldW1(), queryFeatures: 1, itemFeatures: MODEL.features - 1 });
  const serving = servingOf(replicas[1], training, STEP);
  // The third task is not there, the fourth has units of its own.
  const tasks = [
    PLATFORM_TASKS[0],
    PLATFORM_TASKS[1],
    null,
    { name: 'age, "years"', kind: 'regression' as const, mean: 40, deviation: 8 },
  ];
  const { parameters, predictions } = full!;
  mkdirSync(folder);
  writeFileSync(
    join(folder, 'model.safetensors'),
    modelFile({ model, serving, parameters, tasks, inputs, source: null, step: STEP }),
  );
  writeFileSync(join(folder, 'inputs.csv'), inputsCsv({ log }, inputs));
  writeFileSync(join(folder, 'predictions.csv'), predictionsCsv({ log }, tasks, predictions));
}

it.skipIf(!pythonIsHere())('the page’s program predicts what the files say', async () => {
  const root = mkdtempSync(join(tmpdir(), 'exports-'));
  const all = [...variants(), ...cureVariants()];
  const folders = all.map((_, i) => join(root, String(i)));
  for (const [i, variant] of all.entries()) await write(folders[i], variant);
  const said = execFileSync('python3', ['-c', loop, program, ...folders], { encoding: 'utf8' })
    .trim()
    .split('\n');
  rmSync(root, { recursive: true });
  expect(said).toHaveLength(3 * all.length);
  for (const line of said) {
    const [, task, difference] = /^(.*) differs by at most (\S+)$/.exec(line)!;
    expect(['click', 'watchTime', 'age, "years"']).toContain(task);
    expect(Number(difference), line).toBeLessThan(1e-5);
  }
});
