import type { EncodedLog } from '../tabular/types.ts';
import type { OwnRows } from './ownRows.ts';

/** @returns the rows, unpacked where they are packed. @throws where the bytes cannot be read, or are none of such rows */
export async function unpackRows(rows: OwnRows): Promise<EncodedLog> {
  if (!('bytes' in rows)) return rows;
  // With the schema that it is held to: needed by whoever trains on a file, and never before the first step of anybody else.
  const [{ unpackLog }, bytes] = await Promise.all([import('./packedLog.ts'), rows.bytes.arrayBuffer()]);
  return unpackLog(new Uint8Array(bytes), rows.shape);
}
