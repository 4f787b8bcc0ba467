import { expect, test } from 'vitest';
import { goThrough, longStages, stages } from './stages.mjs';
import { withLongTests } from './suites.mjs';

const commands = {
  types: 'bin/oxlint',
  dead: 'knip.js',
  styles: 'stylelint.mjs',
  format: 'bin/oxfmt',
  unit: 'vitest.mjs',
  e2e: 'cli.js',
};
/** @typedef {keyof typeof commands} Command */
const good = {
  unit: { numPassedTests: 5, numFailedTests: 0, numPendingTests: 1 },
  e2e: { stats: { expected: 2, unexpected: 0, flaky: 1, skipped: 0 } },
};

/**
 * `npm test` on a machine where everything passes but what the test says.
 * @param {{ codes?: Partial<Record<Command, number>>, builds?: boolean, reports?: Partial<Record<'unit' | 'e2e', import('./stages.mjs').Report | undefined>>, throws?: Command, list?: readonly import('./stages.mjs').Stage[] }} [wrong]
 */
async function npmTest({ codes = {}, builds = true, reports = {}, throws, list = stages } = {}) {
  /** @type {string[]} */
  const printed = [];
  /** @type {string[][]} */
  const started = [];
  const told = { ...good, ...reports };
  const status = await goThrough(
    list,
    {
      run: async (_node, args) => {
        const [which] =
          /** @type {[Command, string][]} */ (Object.entries(commands)).find(([, end]) => args[0]?.endsWith(end)) ?? [];
        if (which === undefined) throw new Error(`unknown command ${args.join(' ')}`);
        started.push([which, ...args.slice(1)]);
        if (which === throws) throw new Error('no such file');
        return { code: codes[which] ?? 0, output: codes[which] ? `${which} is not content\n` : '' };
      },
      build: async () => {
        started.push(['build']);
        return builds;
      },
      report: (path) => (path.endsWith('unit.json') ? told.unit : told.e2e),
      freePort: async () => 4187,
      print: (text) => printed.push(text),
    },
    () => 0,
  );
  return { status, started, order: started.map(([which]) => which), last: printed.at(-1), said: printed.join('\n') };
}

test('everything passes: all stages in their order, and what was counted', async () => {
  const { status, started, order, last, said } = await npmTest();
  expect(status).toBe(0);
  expect(order).toEqual(['types', 'dead', 'styles', 'format', 'unit', 'build', 'e2e']);
  expect(started[0]).toEqual(['types', '.']);
  expect(started[1]).toEqual(['dead', '--no-progress']);
  expect(started[2]).toEqual(['styles', 'src/**/*.css']);
  expect(started[3]).toEqual(['format', '--check', '.']);
  expect(last).toBe('8 passed, 0 failed');
  expect(said).toContain('1 skipped');
  expect(said).toContain('1 passed only when tried again');
});

test('what is long is left out by npm test, and is all that npm run test:long runs: no test is in neither', async () => {
  const daily = await npmTest();
  const long = await npmTest({ list: longStages(['a.test.ts', 'b.test.ts']) });
  expect(long.order).toEqual(['unit', 'build', 'e2e']);
  /** @param {string[][]} started @param {string} which */
  const options = (started, which) => started.find(([name]) => name === which)?.filter((one) => /long/.test(one));
  expect(options(daily.started, 'unit')).toEqual(['--tags-filter=!long']);
  expect(options(long.started, 'unit')).toEqual(['--tags-filter=long']);
  expect(options(daily.started, 'e2e')).toEqual(['--grep-invert=@long']);
  expect(options(long.started, 'e2e')).toEqual(['--grep=@long']);
  expect(long.started[0]).toEqual(expect.arrayContaining(['a.test.ts', 'b.test.ts']));
  expect(daily.started.flat().filter((one) => /\.test\./.test(one))).toEqual([]);
});

test('files with long tests are found, also where the tag is in a variable', () => {
  expect(withLongTests).toEqual(
    expect.arrayContaining([
      'src/session/wishes.test.ts',
      'src/engine/fused/engine.test.ts',
      'src/engine/fused/parity.test.ts',
      'src/session/saving.test.ts',
    ]),
  );
  expect(withLongTests).not.toContain('src/run/fields.test.ts');
  expect(withLongTests).not.toContain('src/engine/fused/literals.test.ts');
});

test.each(
  /** @type {const} */ ([
    ['types', 'types and rules (npm run lint)', '0 passed, 1 failed'],
    ['dead', 'dead code (npm run lint)', '0 passed, 1 failed'],
    ['styles', 'style sheets (npm run lint)', '0 passed, 1 failed'],
    ['format', 'format (npm run format mends it)', '0 passed, 1 failed'],
    ['unit', 'unit tests (npm run test:unit)', '5 passed, 1 failed'],
    ['e2e', 'end-to-end tests (npm run test:e2e)', '8 passed, 1 failed'],
  ]),
)('%s fails: so does npm test, by that name, and nothing comes after it', async (which, name, counted) => {
  const { status, order, last, said } = await npmTest({ codes: { [which]: 3 } });
  expect(status).toBe(1);
  expect(said).toContain(`Failed: ${name}.`);
  expect(last).toBe(counted);
  const sideBySide = ['types', 'dead', 'styles', 'format'];
  if (sideBySide.includes(which)) {
    expect(order).toEqual(sideBySide);
    expect(said).toContain(`${which} is not content`);
  } else expect(order.at(-1)).toBe(which);
});

test('several checks fail at once: all are named', async () => {
  const { said } = await npmTest({ codes: { types: 2, format: 1 } });
  expect(said).toContain('Failed: types and rules (npm run lint), format (npm run format mends it).');
});

test('the checks go two at a time, the longest from the start, and none is left out or waited for in vain', async () => {
  /** @type {Map<string, () => void>} */
  const going = new Map();
  /** @type {string[][]} */
  const together = [];
  const checked = stages[0]?.go({
    run: (_node, args) =>
      new Promise((resolve) => {
        const [which = ''] = Object.entries(commands).find(([, end]) => args[0]?.endsWith(end)) ?? [];
        going.set(which, () => resolve({ code: which === 'styles' ? 1 : 0, output: '' }));
        together.push([...going.keys()]);
      }),
    build: async () => true,
    report: () => undefined,
    freePort: async () => 4187,
    print: () => undefined,
  });
  // The types go on while one of the others follows the other.
  for (const which of ['dead', 'styles', 'format', 'types']) {
    await expect.poll(() => going.has(which)).toBe(true);
    going.get(which)?.();
    going.delete(which);
  }
  expect(await checked).toEqual({ failures: ['style sheets (npm run lint)'] });
  expect(together).toEqual([['types'], ['types', 'dead'], ['types', 'styles'], ['types', 'format']]);
});

test('the build fails: no end-to-end test runs on an older one', async () => {
  const { status, order, last } = await npmTest({ builds: false });
  expect(status).toBe(1);
  expect(order.at(-1)).toBe('build');
  expect(last).toBe('5 passed, 1 failed');
});

test.each([
  ['no report of the unit tests', { unit: undefined }, '0 passed, 1 failed'],
  ['no unit test at all', { unit: {} }, '0 passed, 1 failed'],
  [
    'failed unit tests under a good exit status',
    { unit: { numPassedTests: 3, numFailedTests: 2 } },
    '3 passed, 2 failed',
  ],
  ['no report of the end-to-end tests', { e2e: undefined }, '5 passed, 1 failed'],
  ['no end-to-end test at all', { e2e: { stats: { expected: 0 } } }, '5 passed, 1 failed'],
  [
    'failed end-to-end tests under a good status',
    { e2e: { stats: { expected: 1, unexpected: 4 } } },
    '6 passed, 4 failed',
  ],
])('%s: fails', async (_, reports, counted) => {
  const { status, last } = await npmTest({ reports });
  expect(status).toBe(1);
  expect(last).toBe(counted);
});

test.each(/** @type {Command[]} */ (Object.keys(commands)))('%s cannot be started: fails', async (throws) => {
  const { status, last } = await npmTest({ throws });
  expect(status).toBe(1);
  expect(last).toMatch(/^\d+ passed, 1 failed$/);
});
