import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startGuarded } from './guarded.mjs';

/** Answers by what it is given as code; what never ends has a child that never ends. */
const SCRIPT = `
  import { spawn } from 'node:child_process';
  import { writeFileSync } from 'node:fs';
  process.on('message', ({ tests, code }) => {
    if (code === 'leave') process.exit(1);
    if (code === 'loop') {
      const child = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)']);
      writeFileSync(tests[0], String(child.pid));
      for (;;);
    }
    process.send({ verdict: 'killed', times: [process.pid], by: tests[0] });
  });
  process.send('ready');`;

const folder = mkdtempSync(join(tmpdir(), 'mutate-'));
const script = join(folder, 'judge.mjs');
writeFileSync(script, SCRIPT);
const there = (/** @type {number} */ pid) => {
  try {
    // One that has ended and that nobody has asked for is there in name only.
    return !execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).startsWith('Z');
  } catch {
    return false;
  }
};

it('a mutant over which nothing ends is ended with all that it started, and the next one is judged', async () => {
  const runner = startGuarded({ script, graceMs: 300 });
  const file = join(folder, 'child');
  const first = await runner.runWith('x.ts', 'fine', ['a.test.ts'], [100]);
  expect(first).toEqual({ verdict: 'killed', times: [expect.any(Number)], by: 'a.test.ts' });
  expect(await runner.runWith('x.ts', 'loop', [file, 'b.test.ts'], [200, 100])).toEqual({
    verdict: 'timeout',
    times: [300],
  });
  const child = Number(readFileSync(file, 'utf8'));
  await expect.poll(() => [there(child), there(first.times[0] ?? 0)]).toEqual([false, false]);
  const next = await runner.runWith('x.ts', 'fine', ['a.test.ts'], [100]);
  expect(next.verdict).toBe('killed');
  expect(next.times).not.toEqual(first.times);
  runner.close();
  await expect.poll(() => there(next.times[0] ?? 0)).toBe(false);
});

it('a mutant that ends the process counts as noticed too, and the next one is judged', async () => {
  const runner = startGuarded({ script });
  expect((await runner.runWith('x.ts', 'leave', ['a.test.ts'], [100])).verdict).toBe('timeout');
  expect((await runner.run(['a.test.ts'])).verdict).toBe('killed');
  runner.close();
});
