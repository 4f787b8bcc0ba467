/** What is what in an archive of a chapter, for who unpacks it years later. Pure. */
import type { Say } from '../say.ts';

export interface Listed {
  /** What the card shows. */
  title: string;
  /** Where it comes from, a line each. */
  sources: readonly string[];
  /** Names of its files; none where nothing is drawn and there are no numbers. */
  files: readonly string[];
}

interface Readme {
  app: string;
  data: string;
  link: string;
  cards: readonly Listed[];
}

/** @returns a text with Windows' line ends, which every editor reads */
export function readmeOf({ t }: Say, { app, data, link, cards }: Readme): string {
  const taken = cards.filter(({ files }) => files.length > 0);
  const left = cards.filter(({ files }) => files.length === 0);
  const lines = [
    app,
    data,
    '',
    t('takeout.readme.what'),
    t('takeout.readme.settings'),
    t('takeout.readme.link'),
    '',
    ...taken.flatMap(({ title, sources, files }) => [
      title,
      ...files.map((name) => `  ${name}`),
      ...sources.slice(1).map((line) => `  ${line}`),
      '',
    ]),
    ...(left.length > 0 ? [t('takeout.readme.without'), ...left.map(({ title }) => `  ${title}`), ''] : []),
    link,
  ];
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}
