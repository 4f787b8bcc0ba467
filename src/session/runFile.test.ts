import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultRun } from '../run/runSpec.ts';
import { decodeRun, encodeRun, RunFileError, type SavedRun } from './runFile.ts';

const saved = (state: Float32Array = Float32Array.of(1, -0.5, 3e-30)): SavedRun => ({
  run: defaultRun(),
  timeline: [],
  step: 12,
  backend: 'cpu',
  state,
  history: [
    {
      step: 4,
      arms: [
        {
          loss: [1, 2, 3, 4],
          auc: [0.5, NaN, 0.7, NaN],
          utilization: Float64Array.of(0.25, 0.75),
          effectivePerExample: [1],
          effectiveOfMean: [2],
          rmse: NaN,
        },
      ],
    },
  ],
});

const refusal = async (file: ArrayBuffer): Promise<unknown> =>
  decodeRun(file).then(
    () => 'accepted',
    (error: unknown) => (error instanceof RunFileError ? error.refusal : error),
  );

describe('run file', () => {
  it('gives back what was saved, to the last bit', async () => {
    expect(await decodeRun(await encodeRun(saved()))).toEqual(saved());
    await fc.assert(
      fc.asyncProperty(fc.float32Array({ maxLength: 50 }), async (state) => {
        expect((await decodeRun(await encodeRun(saved(state)))).state).toEqual(state);
      }),
      { numRuns: 30 },
    );
  });

  it('refuses a foreign file', async () => {
    expect(await refusal(new TextEncoder().encode('{"not": "ours"}').buffer)).toEqual({ reason: 'foreign' });
    expect(await refusal(new ArrayBuffer(0))).toEqual({ reason: 'foreign' });
  });

  it('refuses a file with any one byte changed or cut off', async () => {
    const file = new Uint8Array(await encodeRun(saved()));
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: file.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, flip) => {
          const broken = file.slice();
          broken[at] ^= flip;
          expect(await refusal(broken.buffer)).toEqual({ reason: at < 8 ? 'foreign' : 'damaged' });
        },
      ),
      { numRuns: 60 },
    );
    expect(await refusal(file.slice(0, file.length - 1).buffer)).toEqual({ reason: 'damaged' });
  });

  it('gives a setting that the file does not know its usual value', async () => {
    const { simplerSatisfaction, ...world } = defaultRun().world;
    expect(simplerSatisfaction).toBeDefined();
    const older = await encodeRun({ ...saved(), run: { ...defaultRun(), world: world as SavedRun['run']['world'] } });
    expect((await decodeRun(older)).run).toEqual(defaultRun());
  });

  it('names the setting that is out of range', async () => {
    const run = defaultRun();
    const odd = await encodeRun({ ...saved(), run: { ...run, model: { ...run.model, experts: 99 } } });
    expect(await refusal(odd)).toEqual({ reason: 'field', field: 'run.model.experts' });
  });
});
