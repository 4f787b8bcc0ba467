/** What the shown model says now of the click on each example. */
import { useMemo } from 'react';
import { modelOf } from '../../run/runSpec.ts';
import type { Opened } from '../../session/protocol.ts';
import { explain, impressionAt } from '../../model/explain.ts';
import { parameterLayout } from '../../model/layout.ts';
import { sigmoid } from '../../model/losses.ts';
import { CLICK } from '../../world/spec.ts';
import { servingNow, useArm } from '../charts/shown.ts';

/** P(click) of the rows that were asked for, by the parameters that say so: the same is asked several times a frame. */
const known = new WeakMap<Float32Array, Map<number, number>>();

/** @returns P(click) of a row as it is trained and evaluated, of the newest frame; NaN before there is one */
export function useClicks(opened: Opened): (row: number) => number {
  const { arm } = useArm();
  const { model, layout } = useMemo(() => {
    const spec = modelOf(opened.run);
    return { model: spec, layout: parameterLayout(spec) };
  }, [opened]);
  return (row) => {
    const parameters = arm()?.parameters;
    // Between two runs a frame of the old one may still be here.
    if (parameters?.length !== layout.length) return NaN;
    const clicks = known.get(parameters) ?? new Map<number, number>();
    known.set(parameters, clicks);
    const found = clicks.get(row);
    if (found !== undefined) return found;
    const { output } = explain(model, parameters, impressionAt(opened.samples, row), layout, servingNow(opened));
    const click = sigmoid(output[CLICK]);
    clicks.set(row, click);
    return click;
  };
}
