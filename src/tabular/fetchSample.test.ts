import { afterEach, describe, expect, it, vi } from 'vitest';
import { fetchSample } from './fetchSample.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

/** What stands in for the browser's storage of responses: one cache, by address. */
function storage() {
  const kept = new Map<string, Response>();
  const cache = {
    match: (url: string) => Promise.resolve(kept.get(url)?.clone()),
    put: (url: string, response: Response) => Promise.resolve(void kept.set(url, response)),
    keys: () => Promise.resolve([...kept.keys()].map((url) => ({ url }))),
    delete: ({ url }: { url: string }) => Promise.resolve(kept.delete(url)),
  };
  return { kept, caches: { open: () => Promise.resolve(cache) } };
}

const answering = (status = 200) =>
  vi.fn((_: string) => Promise.resolve(new Response(status === 200 ? Uint8Array.of(1, 2, 3) : null, { status })));

describe('the file of the sample', () => {
  it('is fetched once and then taken from where it is kept, network or not', async () => {
    const fetch = answering();
    vi.stubGlobal('fetch', fetch);
    vi.stubGlobal('caches', storage().caches);
    expect(await fetchSample()).toEqual(Uint8Array.of(1, 2, 3));
    fetch.mockRejectedValue(new TypeError('no network'));
    expect(await fetchSample()).toEqual(Uint8Array.of(1, 2, 3));
    expect(fetch).toHaveBeenCalledTimes(1);
    expect(fetch.mock.calls[0][0]).toMatch(/samples\/census-income\.bin$/);
  });

  it('takes the place of one that had another name', async () => {
    const { kept, caches } = storage();
    kept.set('https://lab.example/assets/census-income-OLD.bin', new Response());
    vi.stubGlobal('fetch', answering());
    vi.stubGlobal('caches', caches);
    await fetchSample();
    expect([...kept.keys()]).toEqual([expect.stringMatching(/samples\/census-income\.bin$/)]);
  });

  it('comes where nothing can be kept', async () => {
    vi.stubGlobal('fetch', answering());
    vi.stubGlobal('caches', { open: () => Promise.reject(new DOMException('refused', 'SecurityError')) });
    expect(await fetchSample()).toEqual(Uint8Array.of(1, 2, 3));
    vi.stubGlobal('caches', undefined);
    expect(await fetchSample()).toEqual(Uint8Array.of(1, 2, 3));
  });

  it('is not kept where it did not come: it says so, and the next time it is asked for again', async () => {
    const { kept, caches } = storage();
    vi.stubGlobal('caches', caches);
    vi.stubGlobal('fetch', answering(404));
    await expect(fetchSample()).rejects.toThrow('404');
    expect(kept.size).toBe(0);
    vi.stubGlobal('fetch', answering());
    expect(await fetchSample()).toEqual(Uint8Array.of(1, 2, 3));
  });
});
