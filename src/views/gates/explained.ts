/** The chosen impression's way through the model at the step that is shown. */
import { modelOfArm } from '../../run/runSpec.ts';
import type { Opened } from '../../session/protocol.ts';
import { explain, impressionAt, type Explanation } from '../../model/explain.ts';
import { presentOf } from '../../model/visible.ts';
import { parameterLayout } from '../../model/layout.ts';
import { servingNow } from '../charts/shown.ts';
import { rowIn, useSample } from '../sample.ts';
import { useLab } from '../store.ts';
import { gatedOf } from '../tasks.ts';
import { viewed } from './scrub.ts';

/** The chosen gate: a model with one gate, or none, has nothing to choose, and a task that there is not has none. */
export function chosenTask(opened: Opened): number {
  if (opened.run.model.kind !== 'mmoe') return 0;
  const present = presentOf(gatedOf(opened.run));
  const { task } = useSample.getState();
  return present.includes(task) ? task : present[0];
}

let known: { opened: Opened; parameters: Float32Array; row: number; explanation: Explanation } | null = null;

/** The chosen impression explained; null while nothing is open, or at a step whose parameters were not kept. */
export function explained(): Explanation | null {
  const { opened } = useLab.getState();
  const shown = viewed();
  const parameters = shown?.arm.parameters;
  if (!opened || !shown || !parameters) return null;
  const row = rowIn(opened, useSample.getState().row);
  if (known && known.opened === opened && known.parameters === parameters && known.row === row)
    return known.explanation;
  const model = modelOfArm(opened.run, useLab.getState().state.view.arm);
  const layout = parameterLayout(model);
  // Between two runs a frame of the old one may still be here.
  if (layout.length !== parameters.length || opened.samples.rows === 0) return null;
  known = {
    opened,
    parameters,
    row,
    explanation: explain(model, parameters, impressionAt(opened.samples, row), layout, servingNow(opened, shown.step)),
  };
  return known.explanation;
}

let knownGates: { opened: Opened; parameters: Float32Array; gates: Float64Array } | null = null;

/** Gate weights of all samples, [rows × T × E]: for how gates agree on single impressions. */
export function sampleGates(): Float64Array | null {
  const { opened } = useLab.getState();
  const shown = viewed();
  const parameters = shown?.arm.parameters;
  if (!opened || !shown || !parameters) return null;
  if (knownGates && knownGates.opened === opened && knownGates.parameters === parameters) return knownGates.gates;
  const model = modelOfArm(opened.run, useLab.getState().state.view.arm);
  const layout = parameterLayout(model);
  if (layout.length !== parameters.length) return null;
  const serving = servingNow(opened, shown.step);
  const gates = Float64Array.from(
    Array.from(
      { length: opened.samples.rows },
      (_, row) => explain(model, parameters, impressionAt(opened.samples, row), layout, serving).weights,
    )
      .flat()
      .flatMap((weights) => [...weights]),
  );
  knownGates = { opened, parameters, gates };
  return gates;
}
