import { describe, expect, it } from 'vitest';
import { encodeRun } from '../../session/runFile.ts';
import { saved } from '../../session/testing/runFiles.ts';
import { createKeeper, type Present } from './keeper.ts';
import { memoryShelf } from './testing.ts';

const at = (step: number, onRequest = false): Present => ({ step, link: `?at=${String(step)}`, onRequest });

function rig(run: Present | null) {
  const shelf = memoryShelf();
  const state = { run, files: 0, withRows: [] as boolean[], now: 1000 };
  const keeper = createKeeper({
    shelf,
    id: 'here',
    save: (withRows) => {
      state.withRows.push(withRows);
      state.files++;
      return encodeRun({ ...saved(), step: 13 });
    },
    present: () => state.run,
    now: () => state.now,
  });
  return { keeper, shelf, state };
}

describe('a run is kept', () => {
  it('with its step as the file has it, and the link', async () => {
    const { keeper, shelf } = rig(at(12));
    const note = { id: 'here', time: 1000, step: 13, link: '?at=12' };
    expect(await keeper.keep()).toEqual(note);
    expect(await shelf.notes()).toEqual([note]);
    expect((await shelf.run('here'))?.byteLength).toBeGreaterThan(100);
  });

  it('once, as long as nothing of it changes', async () => {
    const { keeper, state } = rig(at(12));
    await Promise.all([keeper.keep(), keeper.keep()]);
    expect(state.files).toBe(1);
    state.run = at(14);
    await keeper.keep();
    expect(state.files).toBe(2);
  });

  it('not before its first step, and no longer when it starts over', async () => {
    const { keeper, shelf, state } = rig(at(0));
    expect(await keeper.keep()).toBeNull();
    state.run = at(12);
    await keeper.keep();
    state.run = at(0);
    expect(await keeper.keep()).toBeNull();
    expect([state.files, await shelf.notes(), keeper.isKept()]).toEqual([1, [], false]);
  });

  it('with rows of the reader’s own, or inside of another page, only where the reader asked', async () => {
    const { keeper, shelf, state } = rig(at(12, true));
    expect(await keeper.keep()).toBeNull();
    expect([await shelf.notes(), keeper.isKept()]).toEqual([[], false]);
    expect(await keeper.keep(true)).toMatchObject({ step: 13 });
    expect(state.withRows).toEqual([false, true]);
  });

  it('in the page as long as it is open: what is not put into storage, too', async () => {
    const { keeper, state } = rig(at(12, true));
    expect(await keeper.last()).toBeUndefined();
    await keeper.keep();
    await keeper.keep();
    expect(state.files).toBe(1);
    expect((await keeper.last())?.byteLength).toBeGreaterThan(100);
    // Another run, which is put into storage: the one before is over.
    state.run = at(0);
    await keeper.keep();
    expect(await keeper.last()).toBeUndefined();
    state.run = at(15);
    await keeper.keep();
    expect((await keeper.last())?.byteLength).toBeGreaterThan(100);
  });

  it('not where nothing is open', async () => {
    const { keeper, state } = rig(null);
    expect([await keeper.keep(true), state.files]).toEqual([null, 0]);
  });

  it('at the next time where there was no room at this one', async () => {
    const { keeper, shelf } = rig(at(12));
    shelf.full = true;
    await expect(keeper.keep()).rejects.toThrow('no room');
    shelf.full = false;
    expect(await keeper.keep()).toMatchObject({ step: 13 });
  });

  it('where it was kept by another page before: here from now on', async () => {
    const { keeper, shelf, state } = rig(at(12));
    const note = { id: 'there', time: 5, step: 12, link: '?at=12' };
    const file = new ArrayBuffer(8);
    await shelf.put(note, file);
    await keeper.adopt(note, file);
    expect([await shelf.notes(), keeper.isKept()]).toEqual([[{ ...note, id: 'here' }], true]);
    await keeper.keep();
    expect(state.files).toBe(0);
  });
});
