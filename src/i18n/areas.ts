/** Words that come with their chapter, under a top-level key of the area's name. */
import type { Language } from './index.ts';

type Load = () => Promise<{ default: object }>;

export const AREAS = {
  bias: { en: () => import('./en/bias.ts'), zh: () => import('./zh/bias.ts') },
  gates: { en: () => import('./en/gates.ts'), zh: () => import('./zh/gates.ts') },
  polarization: { en: () => import('./en/polarization.ts'), zh: () => import('./zh/polarization.ts') },
} satisfies Record<string, Record<Language, Load>>;

export type Area = keyof typeof AREAS;
