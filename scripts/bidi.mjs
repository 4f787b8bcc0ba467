// A browser driven by WebDriver BiDi (https://w3c.github.io/webdriver-bidi/), as Firefox speaks it by itself, without a program in between:
// as much of it as scripts/firefox.mjs needs. Playwright drives builds of Firefox that it has patched; this is the one that people have.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** What an ordinary visitor's Firefox does not differ in: no first-run pages, English, no requests of its own. */
const PREFERENCES = {
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'datareporting.policy.dataSubmissionEnabled': false,
  'app.update.disabledForTesting': true,
  'intl.accept_languages': 'en-US',
  'remote.active-protocols': 1,
};

/** Starts Firefox. @param {string} path @returns {Promise<{ socket: string, stop: () => Promise<void> }>} */
async function start(path) {
  const profile = mkdtempSync(join(tmpdir(), 'mmoe-lab-firefox-'));
  const lines = Object.entries(PREFERENCES).map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});`);
  writeFileSync(join(profile, 'user.js'), lines.join('\n'));
  const args = ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0'];
  const child = spawn(path, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const stop = async () => {
    const ended = new Promise((done) => child.once('exit', done));
    if (child.exitCode === null && child.kill()) await Promise.race([ended, sleep(10_000)]);
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  let said = '';
  const socket = await new Promise((done, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      reject(new Error(`Firefox ended with ${code} before it could be driven:\n${said}`));
    });
    child.stderr.on('data', (data) => {
      said += String(data);
      const found = /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(said)?.[1];
      if (found) done(found);
    });
  }).catch(async (/** @type {unknown} */ error) => {
    await stop();
    throw error;
  });
  return { socket: `${socket}/session`, stop };
}

/**
 * @typedef {{ result?: any, type: string, id?: number, method?: string, params?: any, message?: string, error?: string }} Message
 * @typedef {(method: string, params: object) => Promise<any>} Send
 */

/** @param {string} address @param {(event: Message) => void} onEvent @returns {Promise<{ send: Send, close: () => void }>} */
async function connect(address, onEvent) {
  const socket = new WebSocket(address);
  await new Promise((done, reject) => {
    socket.onopen = done;
    socket.onerror = () => {
      reject(new Error(`Firefox does not answer at ${address}`));
    };
  });
  /** @type {Map<number, { done: (result: any) => void, reject: (error: Error) => void, method: string }>} */
  const waiting = new Map();
  socket.onmessage = ({ data }) => {
    const message = /** @type {Message} */ (JSON.parse(String(data)));
    if (message.id === undefined) {
      onEvent(message);
      return;
    }
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.type === 'error') asked?.reject(new Error(`${asked.method}: ${message.error}: ${message.message}`));
    else asked?.done(message.result);
  };
  let last = 0;
  return {
    send: (method, params) =>
      new Promise((done, reject) => {
        const id = ++last;
        waiting.set(id, { done, reject, method });
        socket.send(JSON.stringify({ id, method, params }));
      }),
    close: () => {
      socket.close();
    },
  };
}

/** Asks again until there is an answer. @template T @param {() => Promise<T | undefined>} ask @param {string} what @param {number} ms */
export async function until(ask, what, ms = 60_000) {
  for (const end = Date.now() + ms; Date.now() < end;) {
    const found = await ask();
    if (found !== undefined) return found;
    await sleep(100);
  }
  throw new Error(`Waited ${ms / 1000} s in vain: ${what}`);
}

/** @param {Send} send @param {string} context */
function pageOf(send, context) {
  /** @param {string} role @param {string} name */
  const locate = async (role, name) => {
    const locator = { type: 'accessibility', value: { role, name } };
    const { nodes } = await send('browsingContext.locateNodes', { context, locator, maxNodeCount: 1 });
    return nodes[0]?.sharedId;
  };
  const mouse = { type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' } };
  return {
    /** @param {string} url */
    open: (url) => send('browsingContext.navigate', { context, url, wait: 'complete' }),
    /** What a JavaScript expression comes to in the page, as JSON holds it. @param {string} expression */
    async ask(expression) {
      const { result, exceptionDetails } = await send('script.evaluate', {
        expression: `(async () => JSON.stringify(await (${expression})) ?? 'null')()`,
        target: { context },
        awaitPromise: true,
      });
      if (exceptionDetails) throw new Error(`${expression}: ${exceptionDetails.text}`);
      return JSON.parse(result.value);
    },
    /** Presses what has a role and an accessible name, as soon as it is there. @param {string} role @param {string} name */
    async press(role, name) {
      const sharedId = await until(() => locate(role, name), `${role} “${name}”`);
      const target = { type: 'element', element: { sharedId } };
      await send('script.callFunction', {
        functionDeclaration: '(element) => element.scrollIntoView({ block: "center" })',
        arguments: [{ sharedId }],
        target: { context },
        awaitPromise: false,
      });
      const at = [{ type: 'pointerMove', x: 0, y: 0, origin: target }];
      const actions = [...at, { type: 'pointerDown', button: 0 }, { type: 'pointerUp', button: 0 }];
      await send('input.performActions', { context, actions: [{ ...mouse, actions }] });
    },
    /** Presses one key. @param {string} value */
    async key(value) {
      const actions = [
        { type: 'keyDown', value },
        { type: 'keyUp', value },
      ];
      await send('input.performActions', { context, actions: [{ type: 'key', id: 'keys', actions }] });
    },
  };
}

/**
 * Opens Firefox with one page in it.
 * @param {string} path @param {{ width: number, height: number }} viewport
 */
export async function openFirefox(path, viewport) {
  const { socket, stop } = await start(path);
  /** Errors in the console, and exceptions of the page. @type {string[]} */
  const trouble = [];
  const { send, close } = await connect(socket, ({ method, params }) => {
    if (method === 'log.entryAdded' && params.level === 'error') trouble.push(params.text);
  });
  const { capabilities } = await send('session.new', { capabilities: {} });
  await send('session.subscribe', { events: ['log.entryAdded'] });
  const { context } = await send('browsingContext.create', { type: 'tab' });
  await send('browsingContext.setViewport', { context, viewport });
  return {
    ...pageOf(send, context),
    version: `${capabilities.browserName} ${capabilities.browserVersion}`,
    trouble,
    async close() {
      close();
      await stop();
    },
  };
}
