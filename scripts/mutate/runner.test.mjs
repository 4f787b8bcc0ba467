import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { root } from '../lib.mjs';
import { limitFor, processesBelow } from './runner.mjs';

describe('processes below one', () => {
  const table = [
    '  10     1 node',
    '  11    10 node (vitest 1)',
    '  12    11 sh -c x',
    ' 13 12 sleep',
    '  14    10 ps -A',
  ]
    .concat('  15     9 node (vitest 2)')
    .join('\n');

  it('are its children and theirs, those of others left alone', () => {
    expect(processesBelow(table, 10)).toEqual([11, 12, 13, 14]);
    expect(processesBelow(table, 10, (command) => command.includes('vitest'))).toEqual([11, 12, 13]);
    expect(processesBelow(table, 13)).toEqual([]);
  });
});

it('allows a mutant three times what its tests take, and five seconds to start', () => {
  expect(limitFor(200)).toBe(5600);
});

/** Plants each text for a file that the two tests import, in a process of its own, and then none. */
const PROGRAM = `
  import { startRunner } from './scripts/mutate/runner.mjs';
  const runner = await startRunner();
  const tests = ['src/metrics/student.test.ts', 'src/metrics/paired.test.ts'];
  const found = [];
  for (const loop of ['for (;;);', 'await new Promise(() => setInterval(() => undefined, 1000));']) {
    const { verdict, by, times } = await runner.runWith('src/metrics/special.ts', loop, tests, [1500, 1500]);
    found.push({ verdict, by, times });
  }
  const { verdict, times } = await runner.run(tests);
  found.push({ verdict, files: times.length });
  await runner.close();
  console.log(JSON.stringify(found));
  process.exit(0);`;

it('ends a mutant that loops or waits for ever, once, and goes on with a new worker', { tags: ['long'] }, async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', PROGRAM], { cwd: root });
  const [looping, waiting, none] = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  for (const stuck of [looping, waiting]) {
    // The second file, which would be stuck too, is not begun.
    expect(stuck).toEqual({ verdict: 'timeout', by: 'src/metrics/student.test.ts', times: [expect.any(Number)] });
    expect(stuck.times[0]).toBeGreaterThan(1400);
  }
  expect(none).toEqual({ verdict: 'survived', files: 2 });
});
