/**
 * Arrays as long as a column has texts, to be used again and again: a wide table of numbers has millions of texts, and
 * arrays that are thrown away after each column lie in memory long before they are collected.
 */
type Kind = 'counts' | 'filled' | 'words' | 'plain' | 'places' | 'order';

const scratch = new Map<Kind, Uint32Array>();

/**
 * @param kind - what it is for: one of a kind is in use at a time
 * @returns [length] zeros; it is another caller's from the next call for the same kind on
 */
export function scratchOf(kind: Kind, length: number): Uint32Array {
  let whole = scratch.get(kind);
  if (!whole || whole.length < length) {
    whole = new Uint32Array(length);
    scratch.set(kind, whole);
  }
  return whole.subarray(0, length).fill(0);
}
