/** Rows of the reader's own file on their way between threads, and while the page holds them for whoever needs them next. */
import type { EncodedLog, LogShape } from '../tabular/types.ts';
import { packLog } from './packedLog.ts';

/** A handle of packed bytes: it crosses threads without a copy of them, and reading them is the work of whoever trains on them. */
export interface PackedRows {
  shape: LogShape;
  /** See packedLog.ts. */
  bytes: Blob;
}

/** Packed, or as a saved run has brought them. */
export type OwnRows = PackedRows | EncodedLog;

/** @returns packed rows, and the bytes that their hash is of */
export function packRows(log: EncodedLog): { rows: PackedRows; bytes: Uint8Array<ArrayBuffer> } {
  const bytes = packLog(log);
  return { rows: { shape: log.shape, bytes: new Blob([bytes]) }, bytes };
}
