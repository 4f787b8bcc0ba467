/**
 * SHA-256. The browser's own where it has one: on plain http from another machine, `crypto.subtle` does not exist. There a library does the same,
 * fetched only then.
 */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  // The type says that it always exists.
  const subtle = crypto.subtle as SubtleCrypto | undefined;
  if (subtle) return new Uint8Array(await subtle.digest('SHA-256', bytes));
  const { sha256: computed } = await import('@noble/hashes/sha2.js');
  return computed(bytes);
}

/** As 64 hexadecimal digits. */
export const sha256Text = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> =>
  Array.from(await sha256(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
