/** Whole studies as the page runs them without WebGPU, on all cores beside one thread: worlds, training and evaluations included. */
import { spawnPoolWorker } from '../src/commands/spawn.ts';
import { polarizationStudy } from '../src/experiments/polarization/polarization.ts';
import { sweepOf, sweepSpec } from '../src/experiments/polarization/sweep.ts';
import { regimeRun } from '../src/run/regimes.ts';
import { createStudyEngines } from '../src/study/engines.ts';
import { createPool, workersFor, type Pool } from '../src/study/pool/pool.ts';
import type { StudySpec } from '../src/study/spec.ts';
import { runStudy } from '../src/study/study.ts';

export interface StudyRow {
  study: string;
  threads: number;
  /** Median, least and most of the turns, ms. */
  ms: number;
  min: number;
  max: number;
  /** Whether every number is that of one thread. */
  same: boolean;
}

interface Study {
  name: string;
  spec: StudySpec;
  evaluations: number;
  seedsAtOnce?: number;
}

/** The page's race and sweep. */
function studiesOf(seeds: number): Study[] {
  const race = (regime: 'default' | 'async' | 'adam', name: string): Study => ({
    name,
    spec: polarizationStudy({ regime, seeds, seedBase: 1, dropout: [0, 0.1], mask: 'example' }),
    evaluations: 12,
  });
  const n = String(seeds);
  return [
    race('default', `race 2 × ${n} × 600, default run`),
    race('async', `race 2 × ${n} × 600, regime A`),
    race('adam', `race 2 × ${n} × 300, regime B`),
    {
      name: `sweep 7 × 2 × ${n} × 600, regime A`,
      spec: sweepSpec(sweepOf('dropout', regimeRun('async'), 0.1), regimeRun('async'), seeds, 1),
      evaluations: 1,
      seedsAtOnce: 6,
    },
  ];
}

/** @returns ms, and the losses at the end, as text */
async function timed({ spec, evaluations, seedsAtOnce }: Study, pool: Pool): Promise<{ ms: number; end: string }> {
  const { open } = createStudyEngines(nothing, nothing, 'wasm', pool);
  const begun = performance.now();
  const runs = await runStudy(spec, { open, evaluations, seedsAtOnce });
  return { ms: performance.now() - begun, end: JSON.stringify(runs.map(({ evaluation }) => [...evaluation.loss])) };
}

const nothing = (): void => undefined;

/** Runs every study on one thread and on all, taking turns, on workers that stay, as the page's do: the first turn of all starts them. */
export async function benchStudies(
  { seeds, rounds }: { seeds: number; rounds: number },
  say: (line: string) => void,
): Promise<StudyRow[]> {
  const pools = [1, workersFor(navigator.hardwareConcurrency)].map((threads) => ({
    threads,
    pool: createPool(spawnPoolWorker, threads),
  }));
  const rows: StudyRow[] = [];
  for (const study of studiesOf(seeds)) {
    const turns = pools.map((): { ms: number; end: string }[] => []);
    for (let round = 0; round < rounds; round++)
      for (const [i, { pool }] of pools.entries()) turns[i].push(await timed(study, pool));
    pools.forEach(({ threads }, i) => {
      const times = turns[i].map(({ ms }) => ms).sort((a, b) => a - b);
      const row = {
        study: study.name,
        threads,
        ms: times[Math.floor(times.length / 2)],
        min: times[0],
        max: times[times.length - 1],
        same: turns[i].every(({ end }) => end === turns[0][0].end),
      };
      say(`${row.study}, threads: ${String(threads)}: ${row.ms.toFixed(0)} ms${row.same ? '' : ', OTHER NUMBERS'}`);
      rows.push(row);
    });
  }
  for (const { pool } of pools) pool.end();
  return rows;
}
