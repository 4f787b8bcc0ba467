import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CHAPTERS, type Chapter } from '../run/labState.ts';
import { decodePage } from '../run/pageView.ts';
import { ALL_CARDS, CARDS, chapterOfCard } from './cards.ts';

/** Folders whose pictures a chapter shows. */
const FOLDERS: Record<Chapter, readonly string[]> = {
  train: ['story', 'network', 'charts'],
  gates: ['gates', 'charts'],
  polarization: ['polarization'],
  cures: ['cures'],
  'position-bias': ['bias', 'charts'],
  compare: ['compare'],
  serve: ['serve'],
  live: ['live'],
  loop: ['loop'],
  data: ['data', 'census'],
  glossary: ['glossary'],
  about: ['about'],
};

/** The names that the files of a folder give to pictures. */
function namesIn(folder: string): Set<string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /(?<!\.test)\.tsx?$/.test(name),
  );
  const text = files.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
  return new Set(
    [...text.matchAll(/(?:\bcard(?:=|: )|\buseCard\()['"](?!card-)([a-z-]+)['"]/g)].map(([, name]) => name),
  );
}

const names = Object.fromEntries(
  CHAPTERS.map((chapter) => [
    chapter,
    new Set(FOLDERS[chapter].flatMap((folder) => [...namesIn(join(import.meta.dirname, folder))])),
  ]),
) as Record<Chapter, Set<string>>;

describe('the names of pictures', () => {
  it.each(CHAPTERS)('of %s are given in its files, each to one picture', (chapter) => {
    const listed: readonly string[] = CARDS[chapter];
    expect(new Set(listed).size).toBe(listed.length);
    expect(listed.filter((name) => !names[chapter].has(name))).toEqual([]);
  });

  it('are all listed', () => {
    const listed = new Set<string>(Object.values(CARDS).flat());
    expect(
      [...new Set(Object.values(names).flatMap((given) => [...given]))].filter((name) => !listed.has(name)),
    ).toEqual([]);
  });

  it('can stand in a link, and lead to their chapter', () => {
    for (const card of ALL_CARDS) {
      const { page, problems } = decodePage(new URLSearchParams({ embed: '1', card }));
      expect(problems).toEqual([]);
      expect(page.embed?.card).toBe(card);
      expect(card.startsWith(`${chapterOfCard(card) ?? ''}.`)).toBe(true);
    }
    expect(chapterOfCard('position-bias.why')).toBe('position-bias');
    expect([chapterOfCard('gates'), chapterOfCard('train.constructor'), chapterOfCard('')]).toEqual([null, null, null]);
  });

  it('are all in the documentation', () => {
    const text = readFileSync(join(import.meta.dirname, '../../docs/embedding.md'), 'utf8');
    expect(ALL_CARDS.filter((card) => !text.includes(`\`${card}\``))).toEqual([]);
  });
});
