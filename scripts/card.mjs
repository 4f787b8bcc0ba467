// What other sites show where the page is linked: its name, what it is, a picture. They want the picture by its whole address, which only whoever publishes
// the page knows: MMOE_LAB_URL, in the environment of the build. Without it the card has no picture.

/** @param {string | undefined} address - where the page will be @returns {string} with a slash at its end, or "" @throws where that is no address of a page */
export function placeOf(address) {
  if (!address) return '';
  const { protocol, origin, pathname } = new URL(address);
  if (!protocol.startsWith('http')) throw new Error(`MMOE_LAB_URL is no address of a page: ${address}`);
  return `${origin}${pathname.replace(/\/?$/, '/')}`;
}

const TITLE = 'MMoE Lab: watch a multi-task ranking model learn';
const PICTURE =
  'The page MMoE Lab: the network of a multi-gate mixture of experts, the gates of its tasks, its learned position bias.';

/** @param {string} html - the page, whose own description is taken @param {string} place - from {@link placeOf} @returns {Record<string, string>[]} */
export function cardTags(html, place) {
  const description = /name="description"\s+content="([^"]*)"/.exec(html)?.[1] ?? '';
  const property = (/** @type {string} */ name, /** @type {string} */ content) => ({ property: `og:${name}`, content });
  return [
    property('type', 'website'),
    property('site_name', 'MMoE Lab'),
    property('title', TITLE),
    property('description', description),
    ...(place
      ? [
          property('url', place),
          property('image', `${place}social.png`),
          property('image:width', '1200'),
          property('image:height', '630'),
          property('image:alt', PICTURE),
        ]
      : []),
    { name: 'twitter:card', content: place ? 'summary_large_image' : 'summary' },
  ];
}

/**
 * A plugin of Vite's build.
 * @returns {import('vite').Plugin}
 */
export const card = () => ({
  name: 'card',
  apply: 'build',
  transformIndexHtml: {
    order: 'pre',
    handler: (html, { path }) =>
      path.endsWith('index.html')
        ? cardTags(html, placeOf(process.env.MMOE_LAB_URL)).map((attrs) => ({ tag: 'meta', attrs, injectTo: 'head' }))
        : [],
  },
});
