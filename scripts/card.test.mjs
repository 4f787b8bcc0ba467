import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { cardTags, placeOf } from './card.mjs';
import { root } from './lib.mjs';

const html = readFileSync(join(root, 'index.html'), 'utf8');
/** @param {string} place */
const tags = (place) =>
  Object.fromEntries(cardTags(html, place).map(({ property, name, content }) => [property ?? name, content]));

it('the address of the page ends with a slash, and is one of a page', () => {
  expect(placeOf('https://a.github.io/lab')).toBe('https://a.github.io/lab/');
  expect(placeOf('https://a.github.io/lab/?v=1#x')).toBe('https://a.github.io/lab/');
  expect([placeOf(undefined), placeOf('')]).toEqual(['', '']);
  expect(() => placeOf('lab')).toThrow();
  expect(() => placeOf('file:///lab')).toThrow('no address of a page');
});

it('the picture is named by its whole address, or not at all', () => {
  expect(tags('https://a.github.io/lab/')).toMatchObject({
    'og:image': 'https://a.github.io/lab/social.png',
    'twitter:card': 'summary_large_image',
  });
  expect(Object.keys(tags('')).join(' ')).not.toContain('image');
  expect(tags('')['og:description']).toMatch(/^See a multi-task ranking model learn/);
});

it('the picture has the size that is said of it', () => {
  const png = readFileSync(join(root, 'public/social.png'));
  const said = tags('https://a.example/');
  expect([png.readUInt32BE(16), png.readUInt32BE(20)].map(String)).toEqual([
    said['og:image:width'],
    said['og:image:height'],
  ]);
});

it('every icon of the manifest is there, in the size that is said of it', () => {
  /** @type {{ icons: { src: string, sizes: string }[] }} */
  const { icons } = JSON.parse(readFileSync(join(root, 'public/manifest.webmanifest'), 'utf8'));
  for (const { src, sizes } of icons) {
    const file = readFileSync(join(root, 'public', src));
    if (src.endsWith('.png')) expect(`${file.readUInt32BE(16)}x${file.readUInt32BE(20)}`).toBe(sizes);
  }
  expect(icons.length).toBeGreaterThan(3);
});

it('the version is the same where it is cited, and the changelog knows it', () => {
  const text = (/** @type {string} */ name) => readFileSync(join(root, name), 'utf8');
  /** @type {{ version: string }} */
  const { version } = JSON.parse(text('package.json'));
  expect(/^version: (.+)$/m.exec(text('CITATION.cff'))?.[1]).toBe(version);
  const newest = /^## \[(\d[^\]]*)\] - (\S+)$/m.exec(text('CHANGELOG.md'));
  expect(newest?.[1]).toBe(version);
  expect(/^date-released: '(.+)'$/m.exec(text('CITATION.cff'))?.[1]).toBe(newest?.[2]);
});
