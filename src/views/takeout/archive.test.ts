import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../i18n/testing.ts';
import { numberWords } from '../format.ts';
import { archiveOf } from './archive.ts';
import { readmeOf } from './readme.ts';

describe('an archive', () => {
  it('unpacked has every file as it was, in one folder', () => {
    const png = Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256);
    const zip = archiveOf('mmoe-lab-train', [
      { name: 'train.gates.svg', contents: '<svg>门控</svg>' },
      { name: 'train.gates.png', contents: png },
      { name: 'empty.txt', contents: '' },
    ]);
    const files = unzipSync(zip);
    expect(Object.keys(files).sort()).toEqual([
      'mmoe-lab-train/empty.txt',
      'mmoe-lab-train/train.gates.png',
      'mmoe-lab-train/train.gates.svg',
    ]);
    expect(strFromU8(files['mmoe-lab-train/train.gates.svg'])).toBe('<svg>门控</svg>');
    expect(files['mmoe-lab-train/train.gates.png']).toEqual(png);
    expect(files['mmoe-lab-train/empty.txt']).toHaveLength(0);
  });

  it('holds no two files of one name', () => {
    const file = { name: 'a.txt', contents: '' };
    expect(() => archiveOf('f', [file, file])).toThrow('f/a.txt');
  });
});

describe('its README', () => {
  it.each(['en', 'zh'] as const)(
    'says in %s what is what, where it comes from, and what is missing',
    async (language) => {
      const say = { t: await wordsOf(language), numbers: numberWords(language) };
      const text = readmeOf(say, {
        app: 'MMoE Lab 0.1.0 · Train',
        data: 'seeds 1',
        link: 'http://localhost/?v=1',
        cards: [
          {
            title: 'Gates lean',
            sources: ['MMoE Lab · Gates', 'Computed here.'],
            files: ['train.gates.svg', 'train.gates.csv'],
          },
          { title: 'Not drawn', sources: ['x'], files: [] },
        ],
      });
      const lines = text.split('\r\n').map((line) => line.trim());
      for (const line of [
        'train.gates.svg',
        'train.gates.csv',
        'Gates lean',
        'Computed here.',
        'http://localhost/?v=1',
      ])
        expect(lines).toContain(line);
      expect(lines.indexOf('Not drawn')).toBeGreaterThan(lines.indexOf(say.t('takeout.readme.without')));
      expect(text).not.toMatch(/[^\r]\n/);
    },
  );
});
