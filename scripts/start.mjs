// `npm start`: installs what is missing, builds what is out of date, serves the production build and prints its address.
import util from 'node:util'; // whole: an old Node without parseArgs must get as far as our message
import { ensureBuilt, ensureInstalled, fail, requireSurroundings } from './lib.mjs';
import { codeOf, isRefused, parsePort, serve } from './serve.mjs';

requireSurroundings();

const usage = 'Usage: npm start [-- --port N]   (or PORT=N npm start; default 4173)';

function readOptions() {
  try {
    return util.parseArgs({ options: { port: { type: 'string', short: 'p' }, help: { type: 'boolean', short: 'h' } } })
      .values;
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
}

const options = readOptions();
if (options.help) {
  console.log(usage);
  process.exit(0);
}
const asked = options.port ?? (process.env.PORT || undefined);
const wanted = asked === undefined ? 4173 : parsePort(asked);

await ensureInstalled();
await ensureBuilt();

async function open() {
  for (let port = wanted; port < wanted + 100 && port <= 65535; port++) {
    if (isRefused(port)) continue;
    try {
      const server = await serve({ port });
      if (port !== wanted) console.log(`Port ${wanted} is taken; using ${port}.`);
      return server;
    } catch (error) {
      const code = codeOf(error);
      if (asked !== undefined && code === 'EADDRINUSE')
        fail(`Port ${port} is taken by another program. Stop it, or choose another with --port N.`);
      if (asked !== undefined || code !== 'EADDRINUSE') fail(`Cannot serve on port ${port}: ${code ?? String(error)}`);
    }
  }
  return fail(`Ports ${wanted} to ${wanted + 99} are all taken. Choose one with --port N.`);
}

const server = await open();
console.log(`\n  MMoE Lab: ${server.url}\n\n  Ctrl-C ends it.`);
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.once(signal, () => {
    server.close();
    process.exit(0);
  });
}
