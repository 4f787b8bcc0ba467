import { afterEach, expect, it, vi } from 'vitest';
import { createRig, type Rig } from './testing/rig.ts';
import { smallRun } from './testing/smallRun.ts';

// It really trains: on a busy machine that may take a minute.
vi.setConfig({ testTimeout: 180_000 });

const rigs: Rig[] = [];
afterEach(async () => {
  await Promise.all(rigs.splice(0).map(({ session }) => session.dispose()));
});

/** @returns the file of a run that was trained to its end, and how many files were made of it on the way */
async function trained(disturb: boolean): Promise<{ file: Uint8Array; files: number }> {
  const rig = createRig();
  rigs.push(rig);
  await rig.speed(0);
  await rig.open(smallRun(24));
  await rig.play();
  let files = 0;
  for (let seen = 1; disturb && rig.status() !== 'finished'; seen = rig.frames().length) {
    await rig.session.save();
    files++;
    await rig.until(() => rig.frames().length > seen || rig.status() === 'finished');
  }
  await rig.until(() => rig.status() === 'finished');
  return { file: new Uint8Array(await rig.session.save()), files };
}

it(
  'a run that is saved all the time ends as one that never was: models, optimizer and curves, to the last bit',
  { tags: ['long'] },
  async () => {
    const [left, disturbed] = [await trained(false), await trained(true)];
    expect(disturbed.files).toBeGreaterThan(3);
    expect(disturbed.file).toEqual(left.file);
  },
);
