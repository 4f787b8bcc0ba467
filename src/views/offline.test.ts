import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { noPageView } from '../run/pageView.ts';
import { usePageView } from './pageView.ts';
import { useLab } from './store.ts';

const kept = vi.hoisted(() => ({ done: [] as string[] }));
vi.mock('./keep/reload.ts', () => ({
  keepForReload: () => {
    kept.done.push('kept');
    return Promise.resolve(12);
  },
  reloadThere: () => kept.done.push('reloaded'),
}));
const { startOffline } = await import('./offline.ts');

class FakeWorker extends EventTarget {
  state = 'installing';
  become(state: string): void {
    this.state = state;
    this.dispatchEvent(new Event('statechange'));
  }
  postMessage(message: unknown): void {
    kept.done.push(JSON.stringify(message));
    container.dispatchEvent(new Event('controllerchange'));
  }
}
class FakeRegistration extends EventTarget {
  installing: FakeWorker | null = null;
  waiting: FakeWorker | null = null;
  active: FakeWorker | null = null;
  asked = 0;
  update(): Promise<void> {
    this.asked++;
    return Promise.reject(new TypeError('no network'));
  }
  find(): FakeWorker {
    this.installing = new FakeWorker();
    this.dispatchEvent(new Event('updatefound'));
    return this.installing;
  }
  install(worker: FakeWorker): void {
    this.waiting = worker;
    worker.become('installed');
  }
}
let registration: FakeRegistration;
let container: EventTarget & { register: () => Promise<FakeRegistration | undefined> };

const offers = (): string[] => useLab.getState().notices.map(({ key }) => key);

async function start(connection = {}): Promise<void> {
  vi.stubGlobal('navigator', { serviceWorker: container, connection });
  startOffline();
  await vi.advanceTimersByTimeAsync(0);
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubEnv('DEV', false);
  vi.stubGlobal('isSecureContext', true);
  registration = new FakeRegistration();
  container = Object.assign(new EventTarget(), { register: vi.fn(() => Promise.resolve(registration)) });
  kept.done = [];
  useLab.setState({ notices: [] });
  usePageView.setState(noPageView());
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});

it('the first version is not offered; a newer one is, once it has come whole, also after one that failed', async () => {
  await start();
  registration.install(registration.find());
  expect(offers()).toEqual([]);
  registration.active = registration.waiting;
  registration.waiting = null;
  registration.find().become('redundant');
  expect(offers()).toEqual([]);
  const worker = registration.find();
  expect(offers()).toEqual([]);
  registration.install(worker);
  expect(offers()).toEqual(['notice.version']);
  expect(kept.done).toEqual([]);
});

it('taken up, the run is kept first, then the newer version takes over, then the page is loaded anew', async () => {
  registration.active = new FakeWorker();
  registration.waiting = new FakeWorker();
  await start();
  useLab.getState().notices[0].action?.run();
  await vi.advanceTimersByTimeAsync(0);
  expect(kept.done).toEqual(['kept', '{"type":"SKIP_WAITING"}', 'reloaded']);
});

it('where another tab has taken it up, the page is loaded anew at once', async () => {
  registration.active = new FakeWorker();
  registration.waiting = new FakeWorker();
  await start();
  registration.waiting = null;
  useLab.getState().notices[0].action?.run();
  await vi.advanceTimersByTimeAsync(0);
  expect(kept.done).toEqual(['kept', 'reloaded']);
});

it('inside of another page nothing is offered, and where data is saved nothing is fetched', async () => {
  registration.active = new FakeWorker();
  registration.waiting = new FakeWorker();
  usePageView.setState({ embed: { card: null, controls: true, play: false } });
  await start();
  expect(offers()).toEqual([]);
  await start({ saveData: true });
  expect(container.register).toHaveBeenCalledTimes(1);
});

it('a page that stays open asks again, also after there was no network', async () => {
  await start();
  await vi.advanceTimersByTimeAsync(2 * 3600_000);
  expect(registration.asked).toBe(2);
});

it.each([
  ['refuses', () => Promise.reject(new DOMException('forbidden', 'SecurityError'))],
  ['answers with nothing', () => Promise.resolve(undefined)],
])('a browser that %s leaves the page as it is', async (_, register) => {
  container.register = register;
  await start();
  expect(offers()).toEqual([]);
});
