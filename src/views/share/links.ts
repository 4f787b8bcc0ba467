/** Links as they are given to others: shortened, and as HTML for another page. */
import { packed } from '../../run/packedLink.ts';
import { encodePage, noPageView, type Embed, type PageView } from '../../run/pageView.ts';

/** Heights that show a picture, or most of a chapter, without scrolling where there is room for it. */
const HEIGHTS = { card: 480, chapter: 760 };

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => ENTITIES[character]);

/**
 * The shortest link that opens the same: without the name of the page's file, and packed where that helps. Nothing is stored anywhere.
 * @param link - as the page writes it; what stands behind its # stays
 */
export async function shortened(link: string): Promise<string> {
  const url = new URL(link);
  const path = url.pathname.replace(/\/index\.html$/, '/');
  const query = url.search === '' ? '' : `?${await packed(url.search.slice(1))}`;
  return `${url.origin}${path}${query}${url.hash}`;
}

/** The link to a step of the lesson, which brings its own run. @param page - where the page is */
export const lessonLink = ({ origin, pathname }: Pick<Location, 'origin' | 'pathname'>, lesson: string): string =>
  `${origin}${pathname}?${encodePage({ ...noPageView(), lesson })}`;

/**
 * A frame for another page's HTML. It may use the clipboard, for its link; it needs nothing else of that page.
 * @param title - what is shown, for who cannot see it
 */
export function snippet(address: string, title: string, { card }: Pick<Embed, 'card'>): string {
  const height = card === null ? HEIGHTS.chapter : HEIGHTS.card;
  return [
    `<iframe src="${escaped(address)}"`,
    `  title="${escaped(title)}"`,
    `  width="100%" height="${height}" style="border: 0"`,
    '  loading="lazy" allow="clipboard-write"></iframe>',
  ].join('\n');
}

/** How a page around it listens and asks. @param origin - the origin of the page that is shown */
export const exampleOf = (origin: string): string => `const frame = document.querySelector('iframe');
addEventListener('message', ({ source, origin, data }) => {
  if (source !== frame.contentWindow || origin !== '${origin}' || data.source !== 'mmoe-lab') return;
  // type: ready, step, finished, diverged or failed
  console.log(data.type, data.step, data.steps, data.losses);
});
// type: play, pause, reset, tell, or step with n
frame.contentWindow.postMessage({ to: 'mmoe-lab', type: 'play' }, '${origin}');`;

/** What the dialog's fields say of the page that is shown. */
export interface EmbedChoice {
  card: string | null;
  controls: boolean;
  play: boolean;
  lang: PageView['lang'];
  theme: PageView['theme'];
}

export const pageOf = ({ lang, theme, ...embed }: EmbedChoice): PageView => ({ ...noPageView(), embed, lang, theme });
