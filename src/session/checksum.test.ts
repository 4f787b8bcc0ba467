import { afterEach, expect, it, vi } from 'vitest';
import { sha256 } from './checksum.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

// FIPS 180-2, appendix B.1.
const ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
const hex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

it('is SHA-256, by the browser or without it', async () => {
  const abc = new TextEncoder().encode('abc');
  expect(hex(await sha256(abc))).toBe(ABC);
  const digest = vi.fn(() => Promise.resolve(Uint8Array.of(1, 2).buffer));
  vi.stubGlobal('crypto', { subtle: { digest } });
  expect(hex(await sha256(abc))).toBe('0102');
  expect(digest).toHaveBeenCalledWith('SHA-256', abc);
  vi.stubGlobal('crypto', {});
  expect(hex(await sha256(abc))).toBe(ABC);
});
