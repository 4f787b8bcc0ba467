/** The chosen impression's way through the model at the step that is shown. */
import type { Opened } from '../../session/protocol.ts';
import { impressionAt, type Explanation } from '../../model/explain.ts';
import { presentOf } from '../../model/visible.ts';
import { explainArm } from '../charts/explainArm.ts';
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
  const { opened, state } = useLab.getState();
  const shown = viewed();
  const parameters = shown?.arm.parameters;
  if (!opened || !shown || !parameters || opened.samples.rows === 0) return null;
  const row = rowIn(opened, useSample.getState().row);
  if (known && known.opened === opened && known.parameters === parameters && known.row === row)
    return known.explanation;
  const at = { parameters, step: shown.step };
  const explanation = explainArm(opened.run, state.view.arm, at, impressionAt(opened.samples, row));
  if (explanation) known = { opened, parameters, row, explanation };
  return explanation;
}

let knownGates: { opened: Opened; parameters: Float32Array; gates: Float64Array } | null = null;

/** Gate weights of all samples, [rows × T × E]: for how gates agree on single impressions. */
export function sampleGates(): Float64Array | null {
  const { opened, state } = useLab.getState();
  const shown = viewed();
  const parameters = shown?.arm.parameters;
  if (!opened || !shown || !parameters) return null;
  if (knownGates && knownGates.opened === opened && knownGates.parameters === parameters) return knownGates.gates;
  const { run, samples } = opened;
  const at = { parameters, step: shown.step };
  const weights = Array.from(
    { length: samples.rows },
    (_, row) => explainArm(run, state.view.arm, at, impressionAt(samples, row))?.weights,
  );
  if (!weights.every((ofRow) => ofRow !== undefined)) return null;
  const gates = Float64Array.from(weights.flat().flatMap((ofTask) => [...ofTask]));
  knownGates = { opened, parameters, gates };
  return gates;
}
