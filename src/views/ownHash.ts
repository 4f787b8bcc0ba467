/** Which file of the reader's own a study is of. */

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/**
 * @param spec - of any study: somewhere in it are the runs that it is of
 * @returns the hash of the file's rows; null where it is of none. One file at a time is in the page, so the first one is all
 */
export function ownHashIn(spec: unknown): string | null {
  if (!isRecord(spec)) return null;
  const { source } = spec;
  if (isRecord(source) && source.name === 'own' && isRecord(source.own) && typeof source.own.hash === 'string')
    return source.own.hash;
  for (const part of Object.values(spec)) {
    const found = ownHashIn(part);
    if (found !== null) return found;
  }
  return null;
}
