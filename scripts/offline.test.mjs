import { expect, it } from 'vitest';
import { reachable } from './offline.mjs';

it('what the page leads to is kept, over any number of files; what only the command line needs is not', () => {
  /** @type {Record<string, string>} */
  const files = {
    'index.html': '<script src="./assets/main-1.js">',
    'lab.html': '<script src="./assets/lab-1.js">',
    'assets/main-1.js': 'import("./chapter-1.js"); new Worker("worker-1.js"); a="lab.html"',
    'assets/chapter-1.js': 'import "./shared-1.js"; css("assets/chapter-1.css")',
    'assets/chapter-1.css': 'a { background: url(picture-1.png) }',
    'assets/worker-1.js': 'fetch(new URL("engine-1.wasm", x)); fetch("sample-1.bin")',
    'assets/lab-1.js': 'import "./shared-1.js"; import "./commands-1.js"',
    'assets/shared-1.js': '',
    'assets/commands-1.js': '',
    'assets/engine-1.wasm': 'commands-1.js',
    'assets/picture-1.png': '',
    'assets/sample-1.bin': '',
  };
  const found = reachable(Object.keys(files), (file) => files[file]);
  expect(Object.keys(files).filter((file) => !found.has(file))).toEqual([
    'lab.html',
    'assets/lab-1.js',
    'assets/commands-1.js',
  ]);
});
