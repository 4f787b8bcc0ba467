import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { chromiumArgs, offInPlaywright } from './chromium.mjs';

const playwright = dirname(createRequire(import.meta.url).resolve('playwright-core/package.json'));

test.each([true, false])(
  'Chromium is told once what to turn off, and all that Playwright turns off (WebGPU: %s)',
  (webgpu) => {
    const bundle = readFileSync(join(playwright, 'lib', 'coreBundle.js'), 'utf8');
    const list = /\bdisabledFeatures = \[([^\]]*)\]/.exec(bundle)?.[1] ?? '';
    const theirs = [...list.matchAll(/^\s*"(\w+)"/gm)].map(([, name]) => name);
    expect(theirs).toContain('PaintHolding');
    expect([...offInPlaywright].sort()).toEqual([...theirs].sort());

    const told = chromiumArgs({ webgpu }).filter((flag) => flag.startsWith('--disable-features='));
    expect(told).toHaveLength(1);
    expect(told[0]?.split('=')[1]?.split(',')).toEqual(expect.arrayContaining(theirs));
  },
);
