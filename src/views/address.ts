/** Keeps the address and the state the same: the address always is the link to what is shown. */
import type { AskedBackend } from '../engine/types.ts';
import { backendOf, decodeState, encodeState } from '../run/link.ts';
import { loadState } from './client.ts';
import { notifyLinkProblems } from './notices.ts';
import { useLab } from './store.ts';
import { throttled } from './throttle.ts';

/** Browsers refuse frequent changes of the address (Safari: 100 in 30 s). */
const WRITE_MS = 350;

/** What the address asks to train on, if anything. It is no part of the state, but it stays in the address. */
export function askedBackend(): AskedBackend | undefined {
  return backendOf(location.search);
}

/**
 * The link to what is shown now.
 * @param backend - the backend it asks for; default the one that this page was asked for
 */
export function currentLink(backend = askedBackend()): string {
  const query = encodeState(useLab.getState().state);
  const search = [query, backend && `backend=${backend}`].filter(Boolean).join('&');
  return `${location.origin}${location.pathname}${search ? `?${search}` : ''}`;
}

const write = throttled(WRITE_MS, 'trailing', () => {
  const link = currentLink();
  if (link !== location.href) history.replaceState(null, '', link);
});

/** Reads the state from the address, names what could not be used, and mirrors every change from now on. Call once, before the session starts. */
export function startAddress(): void {
  const { state, problems } = decodeState(location.search);
  useLab.setState({ state });
  notifyLinkProblems(problems);
  write();
  useLab.subscribe((lab, before) => {
    if (lab.state === before.state) return;
    // A chapter is a place to come back to; a slider's every value is not.
    if (lab.state.view.chapter !== before.state.view.chapter && currentLink() !== location.href) {
      write.cancel();
      history.pushState(null, '', currentLink());
    } else write();
  });
  addEventListener('popstate', () => {
    write.cancel();
    const { state: restored, problems: found } = decodeState(location.search);
    notifyLinkProblems(found);
    loadState(restored);
    write.cancel(); // the address is where it should be
  });
}
