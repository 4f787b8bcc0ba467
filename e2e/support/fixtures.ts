import { test as base, expect } from '@playwright/test';

export interface Trouble {
  kind: 'console error' | 'page error' | 'request to another origin' | 'failed request';
  text: string;
}

interface Options {
  /** Messages that a test expects; everything else in the console fails it. `test.use({ expectedMessages: [/diverged/] })` */
  expectedMessages: RegExp[];
}

interface Fixtures {
  /** What went wrong so far: also readable in the test itself. */
  trouble: Trouble[];
}

/** Playwright's test, which fails when the page reports an error, asks another origin for anything, or violates its own content policy. */
export const test = base.extend<Options & Fixtures>({
  expectedMessages: [[], { option: true }],
  trouble: [
    async ({ context, baseURL, expectedMessages }, use) => {
      const origin = new URL(baseURL ?? '').origin;
      const trouble: Trouble[] = [];
      const report = (kind: Trouble['kind'], text: string) => {
        if (!expectedMessages.some((expected) => expected.test(text))) trouble.push({ kind, text });
      };
      // On the context, not the page: popups and the requests of workers are seen too.
      context.on('console', (message) => {
        if (message.type() === 'error') report('console error', `${message.text()} (${message.location().url})`);
      });
      context.on('weberror', (error) => {
        report('page error', error.error().stack ?? error.error().message);
      });
      context.on('request', (request) => {
        const url = new URL(request.url());
        if (!['data:', 'blob:', 'about:'].includes(url.protocol) && url.origin !== origin)
          report('request to another origin', request.url());
      });
      context.on('requestfailed', (request) => {
        const reason = request.failure()?.errorText ?? 'unknown';
        if (reason !== 'net::ERR_ABORTED') report('failed request', `${request.url()}: ${reason}`); // aborted: by leaving the page
      });
      await use(trouble);
      expect(trouble, 'errors in the console, page errors and requests that leave the origin').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
