// `npm run build`: always builds, and leaves the mark by which `npm start` knows that it need not.
import { ensureBuilt, ensureInstalled, requireSurroundings } from './lib.mjs';

requireSurroundings();
await ensureInstalled();
await ensureBuilt({ force: true });
