import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { decodeRun, encodeRun } from './runFile.ts';
import { createRig } from './testing/rig.ts';
import { anySaved, complete, opened, refusal, saved, smallRun, stateOf } from './testing/runFiles.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('run file', () => {
  it('gives back what was saved, to the last bit', async () => {
    expect(await decodeRun(await encodeRun(saved()))).toEqual(saved());
    await fc.assert(
      fc.asyncProperty(anySaved, async (some) => {
        const run = complete(some);
        expect(await decodeRun(await encodeRun(run))).toEqual(run);
      }),
      { numRuns: 100 },
    );
  });

  it.each(['mmoe', 'omoe', 'shared-bottom'] as const)('holds what a session of a %s model saves', async (kind) => {
    const run = smallRun();
    const { session, ...rig } = createRig();
    try {
      const world = { ...run.world, impressions: 900, heldOut: 450 };
      await rig.open({ ...run, world, model: { ...run.model, kind } });
      await rig.step(3);
      const file = await session.save();
      const { step, history, state } = await decodeRun(file);
      expect(step).toBe(3);
      expect(history.length).toBeGreaterThan(1);
      expect(await encodeRun(await decodeRun(file))).toEqual(file);
      expect(state).toHaveLength(stateOf({ ...run, model: { ...run.model, kind } }));
    } finally {
      await session.dispose();
    }
  });

  it('opens what the first version saved: a run without a timeline', async () => {
    const bytes = readFileSync(join(import.meta.dirname, 'testing', 'version1.mmoe'));
    const file = new Uint8Array(bytes).buffer;
    const { run, timeline, step, backend, state, history } = await decodeRun(file);
    expect(opened(file).header).toMatchObject({ version: 1 });
    expect(timeline).toEqual([]);
    expect(run.model).toMatchObject({ experts: 3, expertUnits: 2, sharedUnits: 4 });
    expect(run.seeds).toEqual({ data: 16, init: 16, dropout: 16, batch: 16 });
    expect([step, backend, state.length, history.length]).toEqual([12, 'cpu', 1312, 13]);
    // As they were printed when the file was made.
    expect([state[0], state[100]]).toEqual([-0.8185334801673889, 1.4079488515853882]);
    expect(history[12].arms[1].loss).toEqual([
      0.6597743847642378, 1.0815561379105545, 0.720303233001508, 1.0562696771839002,
    ]);
  });

  it('is the same where the browser has no cryptography, and opens there', async () => {
    const file = await encodeRun(saved());
    vi.stubGlobal('crypto', {});
    expect(await encodeRun(saved())).toEqual(file);
    expect(await decodeRun(file)).toEqual(saved());
    const broken = new Uint8Array(file.slice(0));
    broken[20] ^= 1;
    expect(await refusal(broken.buffer)).toEqual({ reason: 'damaged' });
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
          expect(await refusal(file.slice(0, at).buffer)).toEqual({ reason: at < 8 ? 'foreign' : 'damaged' });
        },
      ),
      { numRuns: 60 },
    );
  });
});
