// `node scripts/store-polarization.mjs FILE.json …`: turns results of `npm run lab -- polarization --json FILE` into what the page shows before a
// reader has run anything, src/experiments/stored/polarization.json. Give all files at once: the file is written anew.
//
//   npm run --silent lab -- polarization --regime async --seeds 200 --json async.json
//   npm run --silent lab -- polarization --regime async --workers 1 --dropout 0 --seeds 200 --json sync.json
//   npm run --silent lab -- polarization --regime adam --seeds 200 --json adam.json
//   npm run --silent lab -- polarization --regime default --seeds 100 --json default.json
//   node scripts/store-polarization.mjs async.json sync.json adam.json default.json
import { execFileSync } from 'node:child_process'
import { readFileSync, statSync, writeFileSync } from 'node:fs'

const UNIT = 10_000
const NOT_FINITE = 65_535
const target = new URL('../src/experiments/stored/polarization.json', import.meta.url)

/** @param {number | null} value JSON has no NaN: null stands for it */
const word = (value) => (value === null || !Number.isFinite(value) ? NOT_FINITE : Math.max(0, Math.min(NOT_FINITE - 1, Math.round(value * UNIT))))

/**
 * Runs as base64 of little-endian 16-bit words (see polarizationFile.ts).
 * @param {{ utilization: number[][], entropy: number[], heldOut: number[], deadExperts: number }[]} runs
 */
export function encodeRuns(runs) {
  const words = runs.flatMap((run) => [...run.utilization.flat().map(word), ...run.entropy.map(word), ...run.heldOut.map(word), run.deadExperts])
  const bytes = Buffer.alloc(2 * words.length)
  words.forEach((value, i) => bytes.writeUInt16LE(value, 2 * i))
  return bytes.toString('base64')
}

/**
 * @param {any[]} reports parsed files of `npm run lab -- polarization`
 * @param {{ commit: string, date: string }} made
 */
export function storedFile(reports, made) {
  /** @type {any[]} */
  const studies = []
  for (const { experiment, spec, engine, results } of reports) {
    if (experiment !== 'polarization') throw new Error(`expected results of "polarization", not of "${experiment}"`)
    let study = studies.find(({ regime }) => regime === spec.regime)
    if (!study) {
      study = { regime: spec.regime, base: spec.base, seeds: spec.seeds, seedBase: spec.seedBase, experts: results.arms[0].runs[0].utilization[0].length, arms: [] }
      studies.push(study)
    }
    if (study.seeds !== spec.seeds || study.seedBase !== spec.seedBase) throw new Error(`the files of regime "${spec.regime}" have other seeds than each other`)
    const options = [
      `--regime ${spec.regime}`, `--seeds ${spec.seeds}`, `--seed-base ${spec.seedBase}`, `--dropout ${spec.dropout.join(',')}`,
      ...(spec.workers === undefined ? [] : [`--workers ${spec.workers}`]), ...(spec.steps === undefined ? [] : [`--steps ${spec.steps}`]),
    ]
    for (const { dropout, workers, runs } of results.arms) {
      study.arms.push({
        dropout, workers, runs: encodeRuns(runs),
        made: { ...made, engine: engine.name, backend: engine.backend, adapter: engine.adapter, command: `npm run lab -- polarization ${options.join(' ')}` },
      })
    }
  }
  return { format: 1, studies }
}

if (process.argv[1]?.endsWith('store-polarization.mjs')) {
  const files = process.argv.slice(2)
  if (files.length === 0) {
    console.error('node scripts/store-polarization.mjs FILE.json …: results of `npm run lab -- polarization --json FILE`')
    process.exit(1)
  }
  const reports = files.map((path) => JSON.parse(readFileSync(path, 'utf8')))
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()
  const file = storedFile(reports, { commit, date: new Date(statSync(files[0] ?? '').mtime).toISOString().slice(0, 10) })
  writeFileSync(target, `${JSON.stringify(file, null, 1)}\n`)
  for (const { regime, seeds, arms } of file.studies) console.log(`${regime}: ${seeds} seeds × ${arms.length} arms`)
}
