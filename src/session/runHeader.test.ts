import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultState } from '../run/labState.ts';
import { encodeState } from '../run/link.ts';
import { decodeState } from '../run/readLink.ts';
import { decodeRun, encodeRun, RunFileError, type SavedRun } from './runFile.ts';
import { anySaved, complete, fileWith, opened, refusal, saved, stateOf, type Tree } from './testing/runFiles.ts';

describe('a file whose checksum is right and whose content is not', () => {
  it.each(['null', '{{{', '', '7', '"run"', '[]', '{}', 'true', '\u0000'])('header %s', async (header) => {
    expect(await refusal(fileWith(header))).toEqual({ reason: 'header' });
  });

  it('a header that is no text, or is longer than the file', async () => {
    const state = Float32Array.of(1, 2);
    expect(await refusal(fileWith('\ufffd'.repeat(3), state))).toEqual({ reason: 'header' });
    for (const length of [3, 1000, 2 ** 31, 2 ** 32 - 1])
      expect(await refusal(fileWith('{}', state, length))).toEqual({ reason: length === 3 ? 'header' : 'damaged' });
  });

  /** What comes of the file with one thing changed in its header. */
  const changed = async (change: (header: Tree) => void): Promise<unknown> => {
    const { header, state } = opened(await encodeRun(saved()));
    change(header);
    return refusal(fileWith(header, state));
  };
  const at = (header: unknown, path: string): Tree =>
    path.split('.').reduce((node, part) => node[part] as Tree, header as Tree);

  it('nothing changed: it opens', async () => {
    expect(await changed(() => undefined)).toBe('accepted');
  });

  it.each([
    ['version', 4, { reason: 'version' }],
    ['version', 1e9, { reason: 'version' }],
    ['version', 0, { reason: 'foreign' }],
    ['version', -1, { reason: 'foreign' }],
    ['version', 1.5, { reason: 'foreign' }],
    ['version', '2', { reason: 'header' }],
    ['version', null, { reason: 'header' }],
    ['run', undefined, { reason: 'header' }],
    ['run', null, { reason: 'header' }],
    ['run', [], { reason: 'header' }],
    ['run', 'run', { reason: 'header' }],
    ['run.world', undefined, { reason: 'header' }],
    ['run.model', null, { reason: 'header' }],
    ['run.training', 5, { reason: 'header' }],
    ['run.seeds', undefined, { reason: 'header' }],
    ['backend', undefined, { reason: 'header' }],
    ['backend', 'abacus', { reason: 'header' }],
    ['run.model.experts', '2', { reason: 'field', field: 'run.model.experts' }],
    ['run.model.experts', 99, { reason: 'field', field: 'run.model.experts' }],
    ['run.model.experts', 2.5, { reason: 'field', field: 'run.model.experts' }],
    ['run.model.experts', null, { reason: 'field', field: 'run.model.experts' }],
    ['run.model.kind', 'dense', { reason: 'field', field: 'run.model.kind' }],
    ['run.model.identicalExperts', 0, { reason: 'field', field: 'run.model.identicalExperts' }],
    ['run.model.biasHandling', 'adversarial', { reason: 'field', field: 'run.model.sharedUnits' }],
    ['run.world.biasCurves', Array(27).fill(-1), { reason: 'field', field: 'run.world.biasCurves' }],
    ['run.world.biasCurves', [], { reason: 'field', field: 'run.world.biasCurves' }],
    [
      'run.world.biasCurves',
      [Array(9).fill(0), Array(8).fill(0), Array(10).fill(0)],
      { reason: 'field', field: 'run.world.biasCurves' },
    ],
    [
      'run.world.biasCurves',
      [Array(9).fill(0), Array(9).fill(0), Array(9).fill('0')],
      { reason: 'field', field: 'run.world.biasCurves' },
    ],
    ['run.training.taskWeights', [1, 1, 1], { reason: 'field', field: 'run.training.taskWeights' }],
    ['run.training.taskWeights', '1_1_1_1', { reason: 'field', field: 'run.training.taskWeights' }],
    ['run.seeds.init', -1, { reason: 'field', field: 'run.seeds.init' }],
    ['run.threshold', {}, { reason: 'field', field: 'run.threshold' }],
    ['step', undefined, { reason: 'header' }],
    ['step', -5, { reason: 'step' }],
    ['step', 7.5, { reason: 'step' }],
    ['step', 1e9, { reason: 'step' }],
    ['step', 101, { reason: 'step' }],
    ['step', 'abc', { reason: 'step' }],
    ['step', '12', { reason: 'step' }],
    ['step', null, { reason: 'step' }],
    ['step', 11, { reason: 'history' }], // a curve that goes on after the step
    ['timeline', null, { reason: 'timeline' }],
    ['timeline', {}, { reason: 'timeline' }],
    ['timeline.0.step', 0, { reason: 'timeline' }],
    ['timeline.0.step', 6, { reason: 'timeline' }],
    ['timeline.0.step', 2.5, { reason: 'timeline' }],
    ['timeline.2.step', 101, { reason: 'timeline' }],
    ['timeline.2.step', 5, { reason: 'timeline' }], // two changes of one field at a step
    ['timeline.0.path', 'run.model.experts', { reason: 'timeline' }],
    ['timeline.0.path', 'view.speed', { reason: 'timeline' }],
    ['timeline.0.path', undefined, { reason: 'timeline' }],
    ['timeline.0.value', 0.6, { reason: 'timeline' }],
    ['timeline.0.value', '0.3', { reason: 'timeline' }],
    ['timeline.1.value', [1, 2, 3], { reason: 'timeline' }],
    ['run.training.cures', 5, { reason: 'header' }],
    ['run.training.cures', null, { reason: 'header' }],
    ['run.training.cures.lossFree', 1.5, { reason: 'field', field: 'run.training.cures.lossFree' }],
    ['run.training.cures.expertActivation', 'tanh', { reason: 'field', field: 'run.training.cures.expertActivation' }],
    ['run.training.cures.layerNorm', true, { reason: 'field', field: 'run.training.cures.layerNorm' }],
    ['history', undefined, { reason: 'header' }],
    ['history', null, { reason: 'history' }],
    ['history', {}, { reason: 'history' }],
    ['history', Array(14).fill(null), { reason: 'history' }],
    ['history.1.step', 0, { reason: 'history' }],
    ['history.1.step', -1, { reason: 'history' }],
    ['history.1.step', 4.5, { reason: 'history' }],
    ['history.1.arms', [], { reason: 'history' }],
    ['history.1.arms.0', null, { reason: 'history' }],
    ['history.1.arms.0.loss', [1, 2, 3], { reason: 'history' }],
    ['history.1.arms.0.loss', [1, 2, 3, null], { reason: 'history' }],
    ['history.1.arms.0.loss', [1, 2, 3, { number: 'Infinity' }], { reason: 'history' }],
    ['history.1.arms.0.auc', undefined, { reason: 'history' }],
    ['history.1.arms.0.utilization', [1, 0, 1, 0, 1, 0, 1, 0], { reason: 'history' }],
    ['history.1.arms.0.utilization', { float64: [1, 0] }, { reason: 'history' }],
    ['history.1.arms.0.utilization', { float64: Array(8).fill('x') }, { reason: 'history' }],
    ['history.1.arms.0.rmse', 'NaN ', { reason: 'history' }],
    ['stateLength', undefined, { reason: 'header' }],
    ['stateLength', 0, { reason: 'state' }],
    ['stateLength', 1e12, { reason: 'state' }],
  ])('%s: %j', async (path, value, reason) => {
    const parts = path.split('.');
    const last = parts.pop()!;
    const change = (header: Tree): void => {
      const parent = parts.length > 0 ? at(header, parts.join('.')) : header;
      if (value === undefined) Reflect.deleteProperty(parent, last);
      else parent[last] = value;
    };
    expect(await changed(change)).toEqual(reason);
  });

  it('a setting that the file does not know has its usual value; there was no timeline once', async () => {
    const { header, state } = opened(await encodeRun(saved()));
    const { simplerSatisfaction, ...world } = at(header, 'run.world');
    expect(simplerSatisfaction).toBe(0);
    const { sharing, ...model } = at(header, 'run.model');
    expect(sharing).toBe('all');
    const { timeline, ...older }: Tree = { ...header, run: { ...at(header, 'run'), world, model } };
    expect(timeline).toHaveLength(3);
    expect(await decodeRun(fileWith(older, state))).toEqual({ ...saved(), timeline: [] });
  });

  it('how its backend rounded, where it says so; nothing else is taken for that', async () => {
    const { header, state } = opened(await encodeRun({ ...saved(), rounding: 'once' }));
    expect(await decodeRun(fileWith(header, state))).toEqual({ ...saved(), rounding: 'once' });
    expect(await refusal(fileWith({ ...header, rounding: 'never' }, state))).toEqual({ reason: 'header' });
    const { rounding, ...older } = header;
    expect(rounding).toBe('once');
    expect(await decodeRun(fileWith(older, state))).toEqual(saved());
  });

  it('of a file from before there were cures: there are none, and the state is as long as it was', async () => {
    const { header, state } = opened(await encodeRun(saved()));
    const { cures, ...training } = at(header, 'run.training');
    expect(cures).toMatchObject({ lossFree: 0, expertActivation: 'relu' });
    // By hand: 2 models of 76 numbers, see `floats` in runFile.test.ts.
    expect(await decodeRun(fileWith({ ...header, run: { ...at(header, 'run'), training } }, state))).toEqual(saved());
  });

  it('another length of the state than its models have', async () => {
    const { header, state } = opened(await encodeRun(saved()));
    for (const other of [state.slice(1), new Float32Array(state.length + 1), new Float32Array(0)])
      expect(await refusal(fileWith(header, other))).toEqual({ reason: 'state' });
    const shorter = { ...header, stateLength: state.length - 1 };
    expect(await refusal(fileWith(shorter, state.slice(1)))).toEqual({ reason: 'state' });
  });

  it.each([NaN, Infinity, -Infinity])('a state that holds %d', async (number) => {
    const { header, state } = opened(await encodeRun(saved()));
    for (const place of [0, state.length - 1]) {
      const broken = state.slice();
      broken[place] = number;
      expect(await refusal(fileWith(header, broken))).toEqual({ reason: 'diverged' });
    }
  });

  it(
    'whatever is changed in a header: refused with a reason, or a run that can be opened',
    { tags: ['long'], timeout: 120_000 },
    async () => {
      const odd = fc.constantFrom<unknown>(
        -5,
        7.5,
        1e9,
        1e300,
        -0,
        '8',
        'NaN',
        '',
        null,
        true,
        [],
        {},
        [[]],
        { number: 'NaN' },
        { float64: [] },
        '__proto__',
      );
      const paths = (node: unknown): string[][] =>
        typeof node === 'object' && node !== null
          ? Object.entries(node).flatMap(([key, child]) => [[key], ...paths(child).map((rest) => [key, ...rest])])
          : [];
      let accepted = 0;
      await fc.assert(
        fc.asyncProperty(
          anySaved,
          // Any place alike: left alone, doubles crowd around the ends of their range, and what is changed is the first or the last.
          fc.noBias(fc.integer({ min: 0, max: 999_999 })),
          fc.option(fc.oneof(odd, fc.jsonValue(), fc.integer({ min: -2, max: 200 }), fc.constant('nudge')), {
            nil: undefined,
          }),
          async (some, where, value) => {
            const { header, state } = opened(await encodeRun(complete(some)));
            const all = paths(header);
            const path = [...all[Math.floor((where / 1e6) * all.length)]];
            const last = path.pop()!;
            const parent = path.reduce((node, part) => node[part] as Tree, header);
            if (value === undefined) Reflect.deleteProperty(parent, last);
            else parent[last] = value === 'nudge' && typeof parent[last] === 'number' ? parent[last] / 2 : value;
            const file = fileWith(header, state);
            const result: unknown = await decodeRun(file).catch((error: unknown) => error);
            if (result instanceof RunFileError) return;
            if (result instanceof Error) throw result;
            accepted++;
            expectValid(result as SavedRun);
          },
        ),
        { numRuns: 1500 },
      );
      expect(accepted).toBeGreaterThan(100); // other numbers in the curves, other seeds, …
    },
  );
});

/** That a run can be opened, said once more without the schemas of the file. */
function expectValid({ run, timeline, step, history, state, backend }: SavedRun): void {
  const asState = { ...defaultState(), run, timeline };
  const again = decodeState(encodeState(asState));
  expect(again.problems).toEqual([]);
  expect(again.state.run).toEqual(run);
  expect(['webgpu', 'wasm', 'cpu']).toContain(backend);
  expect(Number.isInteger(step) && step >= 0 && step <= run.training.steps).toBe(true);
  expect(state).toHaveLength(stateOf(run));
  expect(state.every(Number.isFinite)).toBe(true);
  const measured = (x: unknown): boolean => typeof x === 'number' && (Number.isNaN(x) || Number.isFinite(x));
  let before = -1;
  for (const point of history) {
    expect(Number.isInteger(point.step) && point.step > before && point.step <= step).toBe(true);
    before = point.step;
    expect(point.arms).toHaveLength(2);
    for (const { loss, auc, utilization, effectivePerExample, effectiveOfMean, rmse } of point.arms) {
      for (const tasks of [loss, auc, effectivePerExample, effectiveOfMean]) {
        expect(Array.isArray(tasks) && tasks.length === 4 && tasks.every(measured)).toBe(true);
      }
      expect(utilization).toBeInstanceOf(Float64Array);
      expect(utilization).toHaveLength(4 * (run.model.kind === 'shared-bottom' ? 1 : run.model.experts));
      expect(utilization.every(measured)).toBe(true);
      expect(measured(rmse)).toBe(true);
    }
  }
}
