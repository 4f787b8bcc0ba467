// `node scripts/make-example-log.mjs`: writes public/example-log.csv, a small log of the synthetic platform as somebody's own file could look like. Its position bias is that
// of the platform's three devices (src/world/spec.ts), strength 1.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runnerImport } from 'vite';
import { fail, root } from './lib.mjs';

const SEED = 2019;
/** Whole queries of nine. */
const ROWS = 1152;
const MOST_BYTES = 60_000;
/** Seconds of a middling watch, and how many a standard deviation is. */
const WATCHED = { mean: 95, deviation: 30 };
const GENRES = ['news', 'music', 'sport', 'film'];

/** A genre tells in which quarter of a standard normal feature an item lies. @param {number} x */
const genreOf = (x) => GENRES[x < -0.6745 ? 0 : x < 0 ? 1 : x < 0.6745 ? 2 : 3];

/**
 * The rows of a log as CSV. What was not observed is an empty cell.
 * @param {import('../src/world/types.ts').Impressions} log @param {readonly string[]} devices
 */
export function csvOf(log, devices) {
  const lines = ['query,position,device,age_of_video,genre,length_min,taste_1,taste_2,click,watch_time,like'];
  for (let i = 0; i < log.rows; i++) {
    const x = (/** @type {number} */ d) => log.features[i * log.featureCount + d] ?? 0;
    const label = (/** @type {number} */ k, /** @type {(y: number) => string} */ write) =>
      log.observed[i * 4 + k] === 1 ? write(log.labels[i * 4 + k] ?? 0) : '';
    lines.push(
      [
        `q${(log.query[i] ?? 0) + 1}`,
        log.position[i],
        devices[log.device[i] ?? 0],
        Math.round(Math.exp(2 + x(2))),
        genreOf(x(3)),
        (10 * Math.exp(0.5 * x(4))).toFixed(1),
        x(0).toFixed(1),
        x(1).toFixed(1),
        label(0, String),
        label(1, (y) => String(Math.max(1, Math.round(WATCHED.mean + WATCHED.deviation * y)))),
        label(2, String),
      ].join(','),
    );
  }
  return `${lines.join('\n')}\n`;
}

async function main() {
  /** @type {{ module: typeof import('../src/world/world.ts') }} */
  const { module: world } = await runnerImport(join(root, 'src/world/world.ts'));
  /** @type {{ module: typeof import('../src/world/spec.ts') }} */
  const { module: spec } = await runnerImport(join(root, 'src/world/spec.ts'));
  const { train } = world.createWorld(
    { ...spec.worldW1(), impressions: ROWS, queryFeatures: 2, itemFeatures: 3, labels: 'clicked' },
    SEED,
  );
  const text = csvOf(train, spec.DEVICES);
  if (text.length > MOST_BYTES) fail(`the example would take ${text.length} bytes, more than ${MOST_BYTES}`);
  const target = join(root, 'public/example-log.csv');
  writeFileSync(target, text);
  console.log(`${ROWS} rows, ${text.length} bytes: ${target}`);
}

if (process.argv[1]?.endsWith('make-example-log.mjs')) await main();
