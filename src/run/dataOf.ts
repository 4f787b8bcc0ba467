/** The rows of a run: made by a platform, or drawn from a table. */
import type { EncodedLog } from '../tabular/types.ts';
import type { DataSet } from '../world/types.ts';
import { createWorld } from '../world/world.ts';
import type { OwnRows } from './ownRows.ts';
import type { RunSpec } from './runSpec.ts';
import type { SourceSpec } from './source.ts';
import { unpackRows } from './unpackRows.ts';

/** Thrown where the rows of a run are not there. */
export class MissingRowsError extends Error {
  override name = 'MissingRowsError';
  constructor(
    /** `fetch`: the sample did not come. `own`: the reader's file has to be chosen again. */
    readonly why: 'fetch' | 'own',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The tables of a worker, encoded. */
export interface Tables {
  /** All rows of a table. @throws MissingRowsError */
  log(source: SourceSpec): Promise<EncodedLog>;
  /** The rows of a reader's own file. @throws MissingRowsError where they are not these */
  own(hash: string): Promise<EncodedLog>;
  /** Takes in the rows of a reader's own file; those of another one before are forgotten. */
  keep(hash: string, rows: OwnRows): void;
}

/** Bytes of the sample. Rejects where they cannot be had. */
export type FetchSample = () => Promise<Uint8Array>;

/** @param fetchSample - asked once, again after it has failed */
export function createTables(fetchSample: FetchSample): Tables {
  const samples = new Map<string, Promise<EncodedLog>>();
  let own: { hash: string; log: Promise<EncodedLog> } | null = null;

  async function encodeSample(source: SourceSpec): Promise<EncodedLog> {
    let bytes: Uint8Array;
    try {
      bytes = await fetchSample();
    } catch (error) {
      throw new MissingRowsError('fetch', error instanceof Error ? error.message : String(error), { cause: error });
    }
    // Needed by whoever trains on a table, and never before the first step of anybody else.
    const { censusLog } = await import('../tabular/census.ts');
    return censusLog(bytes, source);
  }

  return {
    async log(source) {
      if (source.name === 'own') return this.own(source.own?.hash ?? '');
      const key = JSON.stringify([source.inputs, source.columns]);
      const encoding = samples.get(key) ?? encodeSample(source);
      samples.set(key, encoding);
      encoding.catch(() => samples.delete(key));
      return encoding;
    },
    own: (hash) =>
      own?.hash === hash ? own.log : Promise.reject(new MissingRowsError('own', `the rows of ${hash} are not here`)),
    keep(hash, rows) {
      const log = unpackRows(rows).catch((error: unknown) => {
        throw new MissingRowsError('own', error instanceof Error ? error.message : String(error), { cause: error });
      });
      log.catch(() => undefined); // told to whoever asks for them
      own = { hash, log };
    },
  };
}

/**
 * @returns the two logs of a run, with the truth where there is one. Of a table at most `world.impressions` rows to train on and `world.heldOut`
 *   to measure on; where there are more, they are drawn with the data seed
 * @throws MissingRowsError, or WorldSpecError
 */
export async function dataOf(run: Pick<RunSpec, 'source' | 'world' | 'seeds'>, tables: Tables): Promise<DataSet> {
  const { source, world, seeds } = run;
  if (source.name === 'synthetic') return createWorld(world, seeds.data);
  const [log, { drawRows }] = await Promise.all([tables.log(source), import('../tabular/draw.ts')]);
  return drawRows(log, { train: world.impressions, heldOut: world.heldOut, seed: seeds.data });
}
