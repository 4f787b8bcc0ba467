/** Runs on rows of the reader's own: what their files hold of these rows, and what comes of it where the file is opened. */
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { packLog } from '../run/packedLog.ts';
import type { RunSpec } from '../run/runSpec.ts';
import { encodedLog, INPUTS } from '../run/testingLog.ts';
import type { EncodedLog } from '../tabular/types.ts';
import { sha256Text } from './checksum.ts';
import { decodeRun, encodeRun, type SavedRun } from './runFile.ts';
import { createRig, type Rig } from './testing/rig.ts';
import { fileWith, opened, refusal, smallRun, stateOf } from './testing/runFiles.ts';

const rigs: Rig[] = [];
afterEach(async () => {
  await Promise.all(rigs.splice(0).map(({ session }) => session.dispose()));
});
const rig = (): Rig => {
  const made = createRig();
  rigs.push(made);
  return made;
};

async function runOn(log: EncodedLog): Promise<RunSpec> {
  const run = smallRun();
  const own = { hash: await sha256Text(packLog(log)), name: 'shop.csv', shape: log.shape };
  return {
    ...run,
    source: { ...run.source, name: 'own', own },
    training: { ...run.training, learningRate: 0.01 },
    // Fewer than there are: some are drawn.
    world: { ...run.world, impressions: 900, heldOut: 450 },
  };
}

/** As it is saved at the beginning, with whatever state. */
async function savedOn(log: EncodedLog): Promise<SavedRun> {
  const run = await runOn(log);
  const state = Float32Array.from({ length: stateOf(run) }, (_, i) => Math.sin(i));
  return { run, timeline: [], step: 0, backend: 'cpu', history: [], state, rows: log };
}

describe('a saved run on rows of the reader’s own', () => {
  const log = encodedLog(1000, 500);

  it('goes on elsewhere as it would have here, without the rows being given', async () => {
    const run = await runOn(log);
    const here = rig();
    await here.session.keepRows(run.source.own!.hash, log);
    await here.open(run);
    await here.step(3);
    const file = await here.session.save();
    const saved = await decodeRun(file);
    // All of them, not those that were drawn.
    expect(saved.rows).toEqual(log);
    const there = rig();
    await there.open(saved.run, { saved });
    await there.step(2);
    await here.step(2);
    expect(there.frames().at(-1)!.step).toBe(5);
    expect(there.frames().at(-1)!.arms).toEqual(here.frames().at(-1)!.arms);
    // And is saved there again, the same.
    expect((await decodeRun(await there.session.save())).rows).toEqual(log);
  });

  it('is saved with its rows, or without where it is asked to, also when another file has been given since', async () => {
    const run = await runOn(log);
    const here = rig();
    await here.session.keepRows(run.source.own!.hash, log);
    await here.open(run);
    const other = encodedLog(100, 50);
    await here.session.keepRows(await sha256Text(packLog(other)), other);
    expect((await decodeRun(await here.session.save())).rows).toEqual(log);
    expect(await decodeRun(await here.session.save(false))).not.toHaveProperty('rows');
  });

  it('is measured by the kinds of its own tasks: an AUC where the labels are yes and no, whatever the platform has there', async () => {
    const mixed = encodedLog(900, 450);
    const [click, watch] = mixed.shape.tasks;
    // Places 0 and 1 change their kinds.
    mixed.shape = { ...mixed.shape, tasks: [watch, click, null, null] };
    for (const { labels, observed, rows } of [mixed.train, mixed.heldOut])
      for (let row = 0; row < rows; row++) {
        labels[4 * row] = Math.cos(row);
        labels[4 * row + 1] = row % 3 === 0 ? 1 : 0;
        observed.set([1, 1, 0, 0], 4 * row);
      }
    const run = await runOn(mixed);
    const here = rig();
    await here.session.keepRows(run.source.own!.hash, mixed);
    await here.open(run);
    const { auc } = here.frames().at(-1)!.arms[0];
    expect(auc.map(Number.isFinite)).toEqual([false, true, false, false]);
  });

  it('comes back as it was', async () => {
    const saved = await savedOn(log);
    expect(await decodeRun(await encodeRun(saved))).toEqual(saved);
  });

  it(
    'is saved without the rows where they are longer than 20 MB; opened where they are not, it says that they are missing',
    { tags: ['long'] },
    async () => {
      const inputs = Array.from({ length: 128 }, () => INPUTS[0]);
      const long = encodedLog(48_000, 10, inputs);
      const saved = await savedOn(long);
      const file = await encodeRun(saved);
      expect(file.byteLength).toBeLessThan(2 ** 20);
      const { rows, ...rest } = saved;
      expect(rows).toBe(long);
      const read = await decodeRun(file);
      expect(read).toEqual(rest);
      const there = rig();
      await there.open(read.run, { saved: read });
      expect(there.of('failed').at(-1)).toMatchObject({ code: 'own' });
    },
  );

  it('has no rows of the sample on board or of a platform', async () => {
    const here = rig();
    await here.open({ ...smallRun(), world: { ...smallRun().world, impressions: 900, heldOut: 450 } });
    expect(await decodeRun(await here.session.save())).not.toHaveProperty('rows');
  });
});

describe('rows in a file whose checksum is right are refused', () => {
  const log = encodedLog(40, 20);

  /** A file with another block of rows. */
  async function withBlock(block: Uint8Array, saved?: SavedRun): Promise<unknown> {
    const { rows: _, ...without } = saved ?? (await savedOn(log));
    const { header, state } = opened(await encodeRun(without));
    // Filled up to whole words, as the tests' files are made of words.
    const words = new Uint8Array(Math.ceil(block.length / 4) * 4);
    words.set(block);
    const all = new Uint8Array(4 * state.length + words.length);
    all.set(new Uint8Array(state.buffer, state.byteOffset, state.byteLength));
    all.set(words, 4 * state.length);
    return refusal(fileWith({ ...header, rowBytes: words.length }, new Float32Array(all.buffer)));
  }
  /** Compressed, with what fills the last word inside: the header of gzip has room for a name. */
  const compressed = (bytes: Uint8Array): Uint8Array => {
    const plain = gzipSync(bytes);
    const name = 'x'.repeat((3 - (plain.length % 4) + 4) % 4) + '\0';
    const named = new Uint8Array(plain.length + name.length);
    named.set(plain.subarray(0, 10));
    named[3] |= 8;
    named.set(new TextEncoder().encode(name), 10);
    named.set(plain.subarray(10), 10 + name.length);
    return named;
  };

  it('but the right ones are taken', async () => {
    const block = compressed(packLog(log));
    expect(block.length % 4).toBe(0);
    expect(await withBlock(block)).toBe('accepted');
  });

  it('that are others, of the same shape', async () => {
    const other = encodedLog(40, 20);
    other.train.features[0] += 1;
    expect(await withBlock(compressed(packLog(other)))).toEqual({ reason: 'rows' });
  });

  it('that are no log, though their hash is the run’s', async () => {
    const bytes = Uint8Array.of(1, 2, 3, 4);
    const saved = await savedOn(log);
    const own = { ...saved.run.source.own!, hash: await sha256Text(bytes) };
    const run = { ...saved.run, source: { ...saved.run.source, own } };
    expect(await withBlock(compressed(bytes), { ...saved, run })).toEqual({ reason: 'rows' });
  });

  it('that are not compressed', async () => {
    expect(await withBlock(packLog(log).slice(0, 400))).toEqual({ reason: 'rows' });
  });

  it('that would grow beyond what the run can have', async () => {
    // 64 MB of nothing, in some kilobytes.
    expect(await withBlock(compressed(new Uint8Array(64 * 2 ** 20)))).toEqual({ reason: 'rows' });
  });

  it('of a run that has none of its own', async () => {
    const saved = { ...(await savedOn(log)), run: smallRun(), state: new Float32Array(stateOf(smallRun())) };
    expect(await withBlock(compressed(packLog(log)), saved)).toEqual({ reason: 'rows' });
  });

  it.each([-1, 0.5, 2 ** 31, 'many', null])('of a length %s', async (rowBytes) => {
    const { rows: _, ...without } = await savedOn(log);
    const { header, state } = opened(await encodeRun(without));
    expect(await refusal(fileWith({ ...header, rowBytes }, state))).toEqual({ reason: 'rows' });
  });

  it('of another length than the file has', async () => {
    const { rows: _, ...without } = await savedOn(log);
    const { header, state } = opened(await encodeRun(without));
    expect(await refusal(fileWith({ ...header, rowBytes: 8 }, state))).toEqual({ reason: 'state' });
  });
});
