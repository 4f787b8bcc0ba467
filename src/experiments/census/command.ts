/** `npm run lab -- census`: what the architectures are worth on Census-Income. */
import * as v from 'valibot';
import { Moments } from '../../metrics/moments.ts';
import { COLUMN_SETS, tasksOf } from '../../run/source.ts';
import type { Experiment } from '../../study/experiment.ts';
import { wholeOption, wordOption, wordsOption } from '../../study/options.ts';
import { CENSUS_MODELS, censusStudy, runCensus, type CensusModel, type CensusStudyRun } from './census.ts';

const schema = v.object({
  inputs: wholeOption(8, 128),
  columns: wordOption(COLUMN_SETS),
  models: wordsOption(CENSUS_MODELS),
  seeds: wholeOption(1, 1000),
  'seed-base': wholeOption(0, 4_294_000_000),
});

/** "0.930 ± 0.001": mean and standard deviation over the seeds; of one seed the value alone. */
function overSeeds(values: readonly number[]): string {
  const moments = new Moments();
  for (const value of values) moments.add(value);
  return moments.n < 2
    ? moments.mean.toFixed(4)
    : `${moments.mean.toFixed(4)} ± ${Math.sqrt(moments.variance).toFixed(4)}`;
}

function rowOf(model: CensusModel, runs: readonly CensusStudyRun[], names: readonly string[]): string[] {
  const own = runs.filter((run) => run.model === model);
  return [
    model,
    String(own.length),
    ...names.map((name) => overSeeds(own.map((run) => run.auc[name] ?? run.r2[name]))),
  ];
}

export const census: Experiment = {
  name: 'census',
  summary: 'AUC and R² of four tasks on Census-Income, real data: the architectures come out alike',
  options: {
    inputs: { fallback: '64', help: 'most inputs that its columns become, 8 to 128' },
    columns: { fallback: 'all', help: 'all, or noFamily: without the columns that tell who is married' },
    models: { fallback: CENSUS_MODELS.join(','), help: `which models: ${CENSUS_MODELS.join(', ')}` },
    seeds: { fallback: '3', help: 'runs of each model' },
    'seed-base': { fallback: '1', help: 'first seed' },
  },
  async run(given, { open, onProgress, signal }) {
    const { 'seed-base': seedBase, ...rest } = v.parse(schema, given);
    const options = { ...rest, seedBase };
    const { base } = censusStudy(options);
    const runs = await runCensus(options, { open, signal, onProgress });
    const tasks = tasksOf(base).map(({ kind, log, task }) => ({ kind, name: log?.name ?? task }));
    const table = [
      ['model', 'runs', ...tasks.map(({ kind, name }) => `${name} ${kind === 'binary' ? 'AUC' : 'R²'}`)],
      ...options.models.map((model) =>
        rowOf(
          model,
          runs,
          tasks.map(({ name }) => name),
        ),
      ),
    ];
    return { spec: { ...options, base }, results: { runs }, table };
  },
};
