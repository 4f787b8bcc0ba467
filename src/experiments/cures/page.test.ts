import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { percent } from '../polarization/polarization.ts';
import { ratioWords } from '../compare/words.ts';
import type { CureSummary } from './results.ts';
import { ranked } from './recommend.ts';
import { STORED_SETTINGS, storedCures, type StoredSetting } from './stored.ts';

// docs/cures.md has what is stored, row by row, and nothing else.

const page = readFileSync(new URL('../../../docs/cures.md', import.meta.url), 'utf8');
const sections = page.split(/^#{2,3} /m);
/** Rows of the section with this title that begin with something in code. */
function rowsIn(title: string): string[] {
  const section = sections.find((one) => one.startsWith(`${title}\n`));
  return section === undefined ? [] : section.split('\n').filter((line) => line.startsWith('| `'));
}
const row = (id: string, cells: readonly string[]): string => `| \`${id}\` | ${cells.join(' | ')} |`;

const TITLES: Record<StoredSetting, string> = {
  'default-4': 'What the page opens with',
  'async-4': 'A: asynchronous Adagrad, 4 workers',
  'adam-1': 'B: synchronous Adam',
  'async-8': '8 workers',
  'async-16': '16 workers',
  'census-adam-1': 'On the rows of Census-Income',
  'census-async-4': 'On the rows of Census-Income, with asynchronous Adagrad',
};

const share = ({ rate }: CureSummary['z5']): string => `${(100 * rate).toFixed(1)}%`;

function cureRow({ id, z5, contributedZ5, dead, against }: CureSummary): string {
  const [loss, healed] = against
    ? [ratioWords(against.loss, 3), `${String(against.healed.gates.k)} of ${String(against.healed.gates.n)}`]
    : ['1', ''];
  return row(id, [percent(z5), share(contributedZ5), share(dead), loss, healed]);
}

describe('docs/cures.md', () => {
  it.each(STORED_SETTINGS)('has every cure of %s', async (setting) => {
    const { cures } = await storedCures(setting);
    expect(rowsIn(TITLES[setting])).toEqual(cures.map(cureRow));
  });

  it('has every strength of every sweep', async () => {
    const [async, adam] = await Promise.all([storedCures('async-4'), storedCures('adam-1')]);
    const cells = ({ z5, contributedZ5, against }: CureSummary): string[] => [
      share(z5),
      share(contributedZ5),
      against ? against.loss.ratio.toFixed(3) : '1',
    ];
    expect(rowsIn('Strengths')).toEqual(
      async.sweeps.map((cure, i) => row(cure.id, [...cells(cure), ...cells(adam.sweeps[i])])),
    );
  });

  it.each(STORED_SETTINGS)('has what is advised at %s', async (setting) => {
    const { cures } = await storedCures(setting);
    const [best] = ranked(cures);
    const said = sections.find((one) => one.startsWith('What is advised\n'));
    expect(said).toContain(
      row(setting, [`\`${best.cure.id}\``, best.reason, ratioWords(best.against.loss, 3), percent(best.cure.z5)]),
    );
  });
});
