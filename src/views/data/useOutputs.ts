/** What the shown model says now of each example. */
import { useMemo } from 'react';
import { modelOfArm } from '../../run/runSpec.ts';
import type { Opened } from '../../session/protocol.ts';
import { explain, impressionAt } from '../../model/explain.ts';
import { parameterLayout } from '../../model/layout.ts';
import { sigmoid } from '../../model/losses.ts';
import { CLICK } from '../../world/spec.ts';
import { servingNow, useArm } from '../charts/shown.ts';
import { useLab } from '../store.ts';

/** Outputs of the rows that were asked for, by the parameters that say so: the same is asked several times a frame. */
const known = new WeakMap<Float32Array, Map<number, Float64Array>>();

/** @returns [T] outputs on a row as they are trained and evaluated, of the newest frame; null before there is one */
export function useOutputs(opened: Opened): (row: number) => Float64Array | null {
  const { arm } = useArm();
  const index = useLab((lab) => lab.state.view.arm);
  const { model, layout } = useMemo(() => {
    const spec = modelOfArm(opened.run, index);
    return { model: spec, layout: parameterLayout(spec) };
  }, [opened, index]);
  return (row) => {
    const parameters = arm()?.parameters;
    // Between two runs a frame of the old one may still be here.
    if (parameters?.length !== layout.length) return null;
    const outputs = known.get(parameters) ?? new Map<number, Float64Array>();
    known.set(parameters, outputs);
    const found = outputs.get(row);
    if (found !== undefined) return found;
    const { output } = explain(model, parameters, impressionAt(opened.samples, row), layout, servingNow(opened));
    outputs.set(row, output);
    return output;
  };
}

/** @returns P(click) of a row; NaN before there is a frame */
export function useClicks(opened: Opened): (row: number) => number {
  const outputs = useOutputs(opened);
  return (row) => sigmoid(outputs(row)?.[CLICK] ?? NaN);
}
