/** Words that come with a chapter or with the controls: nothing before the first chapter says them. */
import type { Language } from './index.ts';

type Load = () => Promise<{ default: object }>;

export const AREAS = {
  frame: { en: () => import('./en/frame.ts'), zh: () => import('./zh/frame.ts') },
  charts: { en: () => import('./en/charts.ts'), zh: () => import('./zh/charts.ts') },
  lead: { en: () => import('./en/lead.ts'), zh: () => import('./zh/lead.ts') },
  network: { en: () => import('./en/network.ts'), zh: () => import('./zh/network.ts') },
  hint: { en: () => import('./en/hint.ts'), zh: () => import('./zh/hint.ts') },
  glossary: { en: () => import('./en/glossary.ts'), zh: () => import('./zh/glossary.ts') },
  about: { en: () => import('./en/about.ts'), zh: () => import('./zh/about.ts') },
  bias: { en: () => import('./en/bias.ts'), zh: () => import('./zh/bias.ts') },
  gates: { en: () => import('./en/gates.ts'), zh: () => import('./zh/gates.ts') },
  polarization: { en: () => import('./en/polarization.ts'), zh: () => import('./zh/polarization.ts') },
  cures: { en: () => import('./en/cures.ts'), zh: () => import('./zh/cures.ts') },
  impression: { en: () => import('./en/impression.ts'), zh: () => import('./zh/impression.ts') },
  compare: { en: () => import('./en/compare.ts'), zh: () => import('./zh/compare.ts') },
  unknown: { en: () => import('./en/unknown.ts'), zh: () => import('./zh/unknown.ts') },
  serve: { en: () => import('./en/serve.ts'), zh: () => import('./zh/serve.ts') },
  live: { en: () => import('./en/live.ts'), zh: () => import('./zh/live.ts') },
  loop: { en: () => import('./en/loop.ts'), zh: () => import('./zh/loop.ts') },
  data: { en: () => import('./en/data.ts'), zh: () => import('./zh/data.ts') },
  mapping: { en: () => import('./en/mapping.ts'), zh: () => import('./zh/mapping.ts') },
  census: { en: () => import('./en/census.ts'), zh: () => import('./zh/census.ts') },
  embed: { en: () => import('./en/embed.ts'), zh: () => import('./zh/embed.ts') },
  share: { en: () => import('./en/share.ts'), zh: () => import('./zh/share.ts') },
  takeout: { en: () => import('./en/takeout.ts'), zh: () => import('./zh/takeout.ts') },
  lesson: { en: () => import('./en/lesson.ts'), zh: () => import('./zh/lesson.ts') },
  handout: { en: () => import('./en/handout.ts'), zh: () => import('./zh/handout.ts') },
  story: { en: () => import('./en/story.ts'), zh: () => import('./zh/story.ts') },
  slow: { en: () => import('./en/slow.ts'), zh: () => import('./zh/slow.ts') },
} satisfies Record<string, Record<Language, Load>>;

export type Area = keyof typeof AREAS;

/** Where the words of an area are in the catalogue: under a top-level key of its name; the frame's are keys of the catalogue itself. */
export const placed = (area: Area, words: object): object => (area === 'frame' ? words : { [area]: words });

/** What the pictures say that more than one chapter shows: it comes with whichever chapter is opened first. */
export const OF_ALL_CHAPTERS = ['charts', 'network', 'lead'] as const satisfies readonly Area[];
