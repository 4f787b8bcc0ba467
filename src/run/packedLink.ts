/**
 * Long links, packed: a run with many changes, or on the reader's own table, has a link that no code to scan holds. Nothing is stored anywhere: the
 * packed link says all that the long one says. By the browser's own compression.
 */
import { PACKED_KEY } from './link.ts';

/** What is longer no server takes as a link, and nobody has written: the rest of it is not read. In characters. */
export const LONGEST_LINK = 20_000;

const LETTERS: Record<string, string> = { '+': '-', '/': '_', '=': '' };
const PACKED = /^[\w-]+$/;

async function through(bytes: Uint8Array<ArrayBuffer>, stream: CompressionStream | DecompressionStream, most: number) {
  const reader = new Blob([bytes]).stream().pipeThrough<Uint8Array>(stream).getReader();
  const parts: number[] = [];
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    if (parts.length + part.value.length > most) {
      await reader.cancel();
      return null;
    }
    for (const byte of part.value) parts.push(byte);
  }
  return parts;
}

/**
 * @param query - without "?"
 * @returns a query that opens the same: packed where that is shorter
 */
export async function packed(query: string): Promise<string> {
  const bytes = await through(new TextEncoder().encode(query), new CompressionStream('deflate-raw'), LONGEST_LINK);
  if (!bytes) return query;
  const text = btoa(String.fromCharCode(...bytes)).replace(/[+/=]/g, (letter) => LETTERS[letter]);
  const short = `${PACKED_KEY}=${text}`;
  return short.length < query.length ? short : query;
}

/**
 * Reads a packed link; never throws, and never makes more of it than a link may have.
 * @param search - with or without "?"
 * @returns the query that it stands for, what else the link says behind it; as it is where nothing is packed, and null in place of what cannot be read
 */
export async function unpacked(search: string): Promise<{ search: string; unreadable: string | null }> {
  const query = new URLSearchParams(search);
  const given = query.get(PACKED_KEY);
  if (given === null) return { search, unreadable: null };
  query.delete(PACKED_KEY);
  const rest = query.toString();
  const whole = await read(given);
  if (whole === null) return { search: rest, unreadable: given };
  return { search: rest === '' ? whole : `${whole}&${rest}`, unreadable: null };
}

async function read(given: string): Promise<string | null> {
  if (given.length > LONGEST_LINK || !PACKED.test(given)) return null;
  try {
    const bytes = Uint8Array.from(atob(given.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0));
    const parts = await through(bytes, new DecompressionStream('deflate-raw'), LONGEST_LINK);
    return parts && new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(parts));
  } catch {
    return null; // not what this page has packed
  }
}
