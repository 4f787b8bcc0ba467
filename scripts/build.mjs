// `npm run build`: always builds, and leaves the mark by which `npm start` knows that it need not.
import { ensureBuilt, ensureInstalled, requireNode } from './lib.mjs';

requireNode();
await ensureInstalled();
await ensureBuilt({ force: true });
