import { deflateRawSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIELDS } from './fields.ts';
import { isPacked, PACKED_KEY } from './link.ts';
import { LONGEST_LINK, packed, unpacked } from './packedLink.ts';

const longLink = `v=1&tl=${Array.from({ length: 60 }, (_, i) => `${i + 1}-gd-0.${(i % 9) + 1}`).join('*')}`;

describe('a packed link', () => {
  it('opens what the long one does, and is shorter', async () => {
    const short = await packed(longLink);
    expect(isPacked(`?${short}`)).toBe(true);
    expect(short.length).toBeLessThan(longLink.length / 2);
    expect(short).toMatch(/^zip=[\w-]+$/);
    expect(await unpacked(`?${short}`)).toEqual({ search: longLink, unreadable: null });
    expect((await unpacked(`?${short}&lang=zh`)).search).toBe(`${longLink}&lang=zh`);
  });

  it('is not packed where that helps nobody', async () => {
    expect(await packed('v=1&ie=8')).toBe('v=1&ie=8');
    expect(await unpacked('?v=1&ie=8')).toEqual({ search: '?v=1&ie=8', unreadable: null });
  });

  it('reads what it packed, of all letters', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), async (text) => {
        const query = `v=1&own=${encodeURIComponent(text.repeat(20))}`;
        expect((await unpacked(await packed(query))).search).toBe(query);
      }),
      { numRuns: 50 },
    );
  });

  it('is named where it cannot be read, and the rest of the link stays', async () => {
    for (const broken of ['', 'z', '%%%', '<b>', 'AAAA', 'a'.repeat(LONGEST_LINK + 1)])
      expect(await unpacked(new URLSearchParams({ zip: broken, ie: '4' }).toString())).toEqual({
        search: 'ie=4',
        unreadable: broken,
      });
  });

  it('never becomes longer than a link may be, whatever was packed', async () => {
    const bomb = deflateRawSync(Buffer.alloc(50_000_000, 'a')).subarray(0, 15_000).toString('base64url');
    expect((await unpacked(`zip=${bomb}`)).unreadable).not.toBeNull();
    const small = deflateRawSync(Buffer.alloc(LONGEST_LINK + 1, 'a')).toString('base64url');
    expect((await unpacked(`zip=${small}`)).unreadable).toBe(small);
  });

  it('has a key that no setting has', () => {
    expect(FIELDS.map(({ key }) => key)).not.toContain(PACKED_KEY);
  });
});
