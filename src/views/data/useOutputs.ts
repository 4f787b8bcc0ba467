/** What the shown model says now of each example. */
import type { Opened } from '../../session/protocol.ts';
import { impressionAt } from '../../model/explain.ts';
import { sigmoid } from '../../model/losses.ts';
import { CLICK } from '../../world/spec.ts';
import { explainArm } from '../charts/explainArm.ts';
import { useArm } from '../charts/shown.ts';
import { stepNow, useLab } from '../store.ts';

/** Outputs of the rows that were asked for, by the parameters that say so: the same is asked several times a frame. */
const known = new WeakMap<Float32Array, Map<number, Float64Array>>();

/** @returns [T] outputs on a row as they are trained and evaluated, of the newest frame; null before there is one */
export function useOutputs(opened: Opened): (row: number) => Float64Array | null {
  const { arm } = useArm();
  const index = useLab((lab) => lab.state.view.arm);
  return (row) => {
    const parameters = arm()?.parameters;
    if (!parameters) return null;
    const outputs = known.get(parameters) ?? new Map<number, Float64Array>();
    known.set(parameters, outputs);
    const found = outputs.get(row);
    if (found !== undefined) return found;
    const said = explainArm(opened.run, index, { parameters, step: stepNow() }, impressionAt(opened.samples, row));
    if (!said) return null;
    outputs.set(row, said.output);
    return said.output;
  };
}

/** @returns P(click) of a row; NaN before there is a frame */
export function useClicks(opened: Opened): (row: number) => number {
  const outputs = useOutputs(opened);
  return (row) => sigmoid(outputs(row)?.[CLICK] ?? NaN);
}
