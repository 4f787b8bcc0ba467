import { expect, it } from 'vitest';
import { contentSecurityPolicy } from './csp.mjs';
import { ALWAYS, cacheControl, headersFile, nginxConf } from './headers.mjs';

it('what the page may do is the same everywhere, and any page may embed it', () => {
  const policy = ALWAYS['Content-Security-Policy'];
  expect(policy).toBe(`${contentSecurityPolicy}; frame-ancestors *`);
  expect(headersFile()).toContain(`/*\n  Content-Security-Policy: ${policy}\n`);
  // Once for what is kept for ever, once for the rest.
  expect(nginxConf().split(`add_header Content-Security-Policy "${policy}" always;`)).toHaveLength(3);
  // A quotation mark would end the value there.
  for (const value of Object.values(ALWAYS)) expect(value).not.toMatch(/["$\\\n]/);
});

it('only what has a hash in its name is kept without being asked for', () => {
  expect(cacheControl('assets/index-DJJxShCZ.js')).toBe('public, max-age=31536000, immutable');
  for (const path of ['index.html', 'sw.js', 'manifest.webmanifest', 'sub/assets/x.js'])
    expect(cacheControl(path)).toBe('no-cache');
  expect(headersFile()).toMatch(/^\/assets\/\*\n {2}Cache-Control: public, max-age=31536000, immutable$/m);
  expect(headersFile()).toMatch(/^\/sw\.js\n {2}Cache-Control: no-cache$/m);
  expect(nginxConf()).toMatch(/location \/assets\/ \{[^}]*immutable/);
  expect(nginxConf()).toMatch(/location \/ \{[^}]*no-cache/);
  // A missing file is not: it may come.
  expect(nginxConf().match(/add_header Cache-Control "[^"]+";/g)).toHaveLength(2);
  expect(nginxConf()).not.toMatch(/Cache-Control.*always/);
});
