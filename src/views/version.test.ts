import { afterEach, expect, it, vi } from 'vitest';
import { isReplaced } from './version.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

/** What the server has at the page's address now. The page in the browser begins with main-1.js. */
function server(answer: () => Promise<Response>): void {
  vi.stubGlobal('location', { pathname: '/lab/' });
  vi.stubGlobal('document', { querySelector: () => ({ src: 'https://a.example/lab/assets/main-1.js' }) });
  vi.stubGlobal('fetch', answer);
}
const page =
  (script: string, status = 200) =>
  () =>
    Promise.resolve(new Response(`<script src="./assets/${script}"></script><div id="root"></div>`, { status }));

it('the page has been replaced where another one begins with another script', async () => {
  server(page('main-2.js'));
  expect(await isReplaced()).toBe(true);
  server(page('main-1.js'));
  expect(await isReplaced()).toBe(false);
});

it('nothing is claimed where nobody can tell: no network, an error, somebody else’s page', async () => {
  server(() => Promise.reject(new TypeError('Failed to fetch')));
  expect(await isReplaced()).toBe(false);
  server(page('main-2.js', 503));
  expect(await isReplaced()).toBe(false);
  server(() => Promise.resolve(new Response('<h1>Please log in to this network</h1>')));
  expect(await isReplaced()).toBe(false);
});
