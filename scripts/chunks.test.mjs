import { expect, test } from 'vitest';
import { byMoment } from './chunks.mjs';

/** @param {Record<string, string[]>} imports - static ones, by module of /lab/src */
function nameOf(imports) {
  const name = byMoment('/lab');
  const at = (/** @type {string} */ path) => (path.startsWith('/') ? path : `/lab/src/${path}`);
  const known = new Map(Object.entries(imports).map(([path, ids]) => [at(path), { importedIds: ids.map(at) }]));
  const graph = { getModuleInfo: (/** @type {string} */ id) => known.get(id) ?? null };
  return (/** @type {string} */ path) => name(at(path), graph);
}

const page = {
  'main.ts': ['views/store.ts'],
  'views/store.ts': ['views/tiny.ts'],
  'views/tiny.ts': [],
  'page.tsx': ['views/App.tsx', 'views/store.ts'],
  'views/App.tsx': ['/lab/node_modules/react-dom/index.js'],
  '/lab/node_modules/react-dom/index.js': [],
  'views/train/TrainChapter.tsx': ['views/charts/Plot.tsx', 'views/App.tsx'],
  // Modules may import one another in a circle.
  'views/charts/Plot.tsx': ['views/charts/marks.ts'],
  'views/charts/marks.ts': ['views/charts/Plot.tsx', 'views/tiny.ts'],
  'views/gates/GatesChapter.tsx': ['views/charts/Plot.tsx', 'views/gates/Bars.tsx'],
  'views/gates/Bars.tsx': [],
};

test('a module is in the file of the first moment that needs it, however far down', () => {
  const name = nameOf(page);
  expect(['views/store.ts', 'views/tiny.ts'].map(name)).toEqual(['start', 'start']);
  expect(['page.tsx', 'views/App.tsx', '/lab/node_modules/react-dom/index.js'].map(name)).toEqual([
    'frame',
    'frame',
    'frame',
  ]);
  expect(['views/train/TrainChapter.tsx', 'views/charts/Plot.tsx', 'views/charts/marks.ts'].map(name)).toEqual([
    'train',
    'train',
    'train',
  ]);
});

test('what only other chapters need is left to the bundler; what runs by itself is put with nothing', () => {
  const name = nameOf(page);
  expect(['views/gates/GatesChapter.tsx', 'views/gates/Bars.tsx'].map(name)).toEqual([null, null]);
  expect(name('main.ts')).toBeNull();
  const worker = nameOf({ 'session/worker.ts': ['session/session.ts'], 'session/session.ts': [] });
  expect(worker('session/worker.ts')).toBeNull();
  expect(worker('session/session.ts')).toBe('session');
});

test('no file imports one below it: what a file holds imports only what comes as early', () => {
  const order = ['start', 'frame', 'train'];
  const name = nameOf(page);
  for (const [path, imported] of Object.entries(page))
    for (const other of imported) {
      const [from, to] = [order.indexOf(name(path) ?? ''), order.indexOf(name(other) ?? '')];
      if (from >= 0) expect(to, `${path} imports ${other}`).toBeLessThanOrEqual(from);
    }
});
