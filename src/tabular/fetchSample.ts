/** Brings the file of the sample, and keeps it for when there is no network. */

const CACHE = 'samples';

/** Its name changes with what is in it: what is kept under it is the right one. */
const address = (): string => new URL('./samples/census-income.bin', import.meta.url).href;

/** @returns where responses are kept; null where the browser keeps none (no secure context, or storage refused) */
async function openKept(): Promise<Cache | null> {
  try {
    return await caches.open(CACHE);
  } catch {
    return null;
  }
}

/** Keeps this sample, and none that had another name before it. */
async function keep(kept: Cache, url: string, response: Response): Promise<void> {
  try {
    for (const request of await kept.keys()) if (request.url !== url) await kept.delete(request);
    await kept.put(url, response);
  } catch {
    // No room: it will be fetched again.
  }
}

/**
 * The bytes of the sample: as they were kept, else over the network.
 * @throws Error where they are not kept and cannot be fetched
 */
export async function fetchSample(): Promise<Uint8Array> {
  const url = address();
  const kept = await openKept();
  let response = await kept?.match(url);
  if (!response) {
    response = await fetch(url);
    if (!response.ok) throw new Error(`the sample did not come: ${String(response.status)}`);
    if (kept) await keep(kept, url, response.clone());
  }
  return new Uint8Array(await response.arrayBuffer());
}
