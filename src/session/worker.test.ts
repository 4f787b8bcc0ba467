import { proxy, wrap } from 'comlink';
import { afterEach, expect, it, vi } from 'vitest';
import type { SessionApi, SessionEvent } from './protocol.ts';
import { smallRun } from './testing/smallRun.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

it('the worker is a session that the page reaches by messages', async () => {
  // What a worker has of its own: messages to and from the page.
  const { port1, port2 } = new MessageChannel();
  vi.stubGlobal('addEventListener', port1.addEventListener.bind(port1));
  vi.stubGlobal('postMessage', port1.postMessage.bind(port1));
  port1.start();
  await import('./worker.ts');
  const session = wrap<SessionApi>(port2);
  const events: SessionEvent[] = [];
  await session.listen(proxy((event: SessionEvent) => void events.push(event)));
  await session.want({ kind: 'open', course: { run: smallRun(), timeline: [] }, backend: 'cpu' }, 1);
  await vi.waitFor(() => {
    expect(events.at(-1)).toMatchObject({ type: 'status', status: 'paused', wish: 1 });
  });
  await session.dispose();
  port1.close();
});
