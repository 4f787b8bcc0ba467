/** What the page is told when nothing can go on. */
import { MissingFileError, NoEngineError } from '../engine/create.ts';
import { MissingRowsError } from '../run/dataOf.ts';
import { WorldError } from './live.ts';
import type { Failed } from './protocol.ts';

const messageOf = (error: unknown): string =>
  error instanceof Error
    ? [error.message, error.cause instanceof Error ? error.cause.message : ''].filter(Boolean).join(': ')
    : String(error);

/** @returns what is known to be so, and no more */
export function failureOf(error: unknown): Failed {
  const message = messageOf(error);
  if (error instanceof MissingRowsError) return { code: error.why === 'own' ? 'own' : 'sample', message };
  if (error instanceof WorldError) return { code: 'world', message };
  if (!(error instanceof NoEngineError)) return { code: 'run', message };
  if (error.cause instanceof MissingFileError) return { code: 'file', message };
  return { code: 'engine', message, tried: error.tried };
}
