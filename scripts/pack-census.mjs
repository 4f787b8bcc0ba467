// `node scripts/pack-census.mjs [FILE.csv.gz]`: writes the sample of the page, src/tabular/samples/census-income.bin, from Census-Income as a CSV with one
// header line (see docs/census.md; default ../shared/data/census-income/census-income.csv.gz beside the checkout).
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { runnerImport } from 'vite';
import { fail, root } from './lib.mjs';

/** Rows that resemble one another stand together, training rows first: that makes the file 140 kB instead of 250. */
const SORTED_BY = [
  'split',
  'det_ind_code',
  'det_occ_code',
  'det_hh_fam_stat',
  'country_father',
  'country_mother',
  'age',
];
const MOST_BYTES = 250_000;

/** @param {string} text @returns {{ names: string[], rows: string[][] }} */
export function readCensus(text) {
  if (text.includes('"')) throw new Error('a cell is quoted: cells are told apart here by their commas alone');
  const [header = [], ...rows] = text
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));
  const ragged = rows.findIndex((row) => row.length !== header.length);
  if (ragged >= 0) throw new Error(`line ${ragged + 2} has another number of cells than the header`);
  // What stands behind the colon says how a column is taken; of the sample src/tabular/census.ts says it.
  return { names: header.map((name) => name.replace(/:\w+$/, '')), rows };
}

/** @param {string[]} names @param {string[][]} rows */
export function sortRows(names, rows) {
  const keys = SORTED_BY.map((name) => names.indexOf(name));
  // "train" stands before "heldout".
  const order = (/** @type {string} */ a, /** @type {string} */ b) => (a < b ? -1 : a > b ? 1 : 0);
  return rows.toSorted((a, b) =>
    keys.reduce((found, key, i) => found || order(a[key] ?? '', b[key] ?? '') * (i === 0 ? -1 : 1), 0),
  );
}

/** @param {string[]} names @param {string[][]} rows @returns {import('../src/tabular/types.ts').Table} */
export function tableOf(names, rows) {
  const columns = names.map((name, c) => {
    /** @type {Map<string, number>} */
    const codeOf = new Map();
    const codes = Uint32Array.from(rows, (row) => {
      const text = row[c] ?? '';
      if (!codeOf.has(text)) codeOf.set(text, codeOf.size);
      return codeOf.get(text) ?? 0;
    });
    return { name, codes, dictionary: [...codeOf.keys()] };
  });
  return { rows: rows.length, columns };
}

async function main() {
  const [file = join(root, '../shared/data/census-income/census-income.csv.gz')] = process.argv.slice(2);
  const { names, rows } = readCensus(gunzipSync(readFileSync(file)).toString('utf8'));
  /** @type {{ module: typeof import('../src/tabular/pack.ts') }} */
  const { module } = await runnerImport(join(root, 'src/tabular/pack.ts'));
  const bytes = await module.packTable(tableOf(names, sortRows(names, rows)));
  if (bytes.length > MOST_BYTES) fail(`the sample would take ${bytes.length} bytes, more than ${MOST_BYTES}`);
  const target = join(root, 'src/tabular/samples/census-income.bin');
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, bytes);
  console.log(`${rows.length} rows, ${names.length} columns, ${bytes.length} bytes: ${target}`);
}

if (process.argv[1]?.endsWith('pack-census.mjs')) await main();
