/** What a wider input costs: the same model with more inputs, taking turns. */
import type { PopulationSpec } from '../src/model/spec.ts';
import type { CreateEngine } from '../src/engine/types.ts';
import { race } from './measure.ts';
import { defaultPopulation, largePopulation, worldOfWidth } from './shape.ts';
import { trainerOf } from './trainer.ts';

export interface WidthRow {
  candidate: string;
  model: string;
  inputs: number;
  /** Median, least and most of the turns, of one replica. */
  msPerStep: number;
  min: number;
  max: number;
  /** Over that with the fewest inputs. */
  ratio: number;
}

/** Populations large enough for a turn of the race to be long. With a shared layer only that is wider, without one all experts and gates are. */
const MODELS: readonly (readonly [model: string, population: PopulationSpec])[] = [
  ['default, R = 16', defaultPopulation(16)],
  ['large, batch 64', largePopulation(64)],
];

/**
 * @param widths - numbers of inputs, the fewest first
 * @param say - hears one line per result as they come
 */
export async function raceWidths(
  engines: Readonly<Record<string, CreateEngine>>,
  widths: readonly number[],
  rounds: number,
  say: (line: string) => void,
): Promise<WidthRow[]> {
  const rows: WidthRow[] = [];
  for (const [model, population] of MODELS) {
    const { length } = population.replicas;
    for (const [candidate, create] of Object.entries(engines)) {
      say(`${candidate}, ${model}`);
      const candidates = widths.map((inputs) => ({
        name: String(inputs),
        make: () =>
          create({ ...population, model: { ...population.model, features: inputs } }, [worldOfWidth(inputs)]).then(
            trainerOf,
          ),
      }));
      const timings = await race(candidates, rounds, (line) => {
        say(`  inputs ${line}`);
      });
      rows.push(
        ...timings.map(({ name, msPerStep, min, max }) => ({
          candidate,
          model,
          inputs: Number(name),
          msPerStep: msPerStep / length,
          min: min / length,
          max: max / length,
          ratio: msPerStep / timings[0].msPerStep,
        })),
      );
    }
  }
  return rows;
}
