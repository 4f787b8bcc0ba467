// Finds a Chromium for the end-to-end tests, or gets one: Playwright's download first, then the distribution's package.
import { findChromium } from './chromium.mjs';
import { bin, fail, run } from './lib.mjs';

const canRun = async (/** @type {string} */ command, /** @type {string[]} */ args) =>
  (await run(command, args, { quiet: true })).code === 0;

/** A browser that is there but cannot start (system libraries missing) must be noticed now, not as fifty failing tests. */
async function starts() {
  const path = findChromium();
  return path !== undefined && canRun(path, ['--version']);
}

async function installWithApt() {
  if (process.platform !== 'linux' || !(await canRun('apt-get', ['--version']))) return false;
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  if (asRoot.length > 0 && !(await canRun('sudo', ['-n', 'true']))) return false;
  console.log("Installing the distribution's chromium (apt-get) …");
  /** @param {string[]} args */
  const apt = (args) => {
    const [command = 'apt-get', ...rest] = [...asRoot, 'apt-get', ...args];
    return run(command, rest, { env: { DEBIAN_FRONTEND: 'noninteractive' } });
  };
  await apt(['update', '-q']);
  return (await apt(['install', '-y', '-q', '--no-install-recommends', 'chromium'])).code === 0;
}

export async function ensureChromium() {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen && !findChromium()) fail(`CHROMIUM_PATH is "${chosen}", where there is no file.`);
  if (findChromium()) return;
  console.log("No Chromium or Chrome found; downloading Playwright's …");
  const playwright = bin('@playwright/test/cli.js');
  const { code } = await run(process.execPath, [playwright, 'install', 'chromium', '--no-shell']);
  if (code === 0 && (await starts())) return;
  if (code === 0 && process.platform === 'linux') {
    console.log('It does not start: installing the system libraries that it needs …');
    await run(process.execPath, [playwright, 'install-deps', 'chromium']);
    if (await starts()) return;
  }
  if ((await installWithApt()) && (await starts())) return;
  fail(
    'No Chromium could be installed. Install Chromium or Chrome yourself, or set CHROMIUM_PATH to one, and run the command again.',
  );
}
