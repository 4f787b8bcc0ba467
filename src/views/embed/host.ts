/** Speaks to the page around an embedded one, and listens to it. */
import { pause } from '../client.ts';
import { reset, step } from '../control.ts';
import { usePageView } from '../pageView.ts';
import { feed, useLab } from '../store.ts';
import { throttled } from '../throttle.ts';
import { inSight } from '../visibility.ts';
import { happenedIn, lossesOf, NAME, readCommand, type Command, type Happened, type Message } from './messages.ts';
import { playOnceTrained } from './start.ts';

/** Quicker than this nobody draws a curve of it. */
const TOLD_EVERY_MS = 250;

function messageNow(type: Happened): Message {
  const { status, state, opened } = useLab.getState();
  const { frame } = feed;
  return {
    source: NAME,
    type,
    chapter: state.view.chapter,
    card: usePageView.getState().embed?.card ?? null,
    step: frame?.step ?? 0,
    steps: frame?.steps ?? (opened?.run ?? state.run).training.steps,
    status,
    losses: frame ? lossesOf(frame) : {},
  };
}

/** Whoever is around may hear it: see messages.ts. */
const tell = (type: Happened): void => {
  parent.postMessage(messageNow(type), '*');
};

function obey(command: Command): void {
  const { status } = useLab.getState();
  switch (command.type) {
    case 'play':
      // As the button: one that runs goes on, and one that failed has nothing to play.
      if (status !== 'running' && status !== 'diverged' && status !== 'failed') playOnceTrained();
      break;
    case 'pause':
      pause();
      break;
    case 'reset':
      reset();
      break;
    case 'step':
      step(command.n);
      break;
    case 'tell':
      tell(happenedIn(status) ?? 'step');
      break;
  }
}

function hear({ source, data }: MessageEvent<unknown>): void {
  if (source !== parent) return;
  const command = readCommand(data);
  if (command) obey(command);
}

/** Tells what happens to the run, each step at most a few times a second, and its end after its last step. @returns stops it */
function startTelling(): () => void {
  let told = -1;
  /** An end whose last frame is not here yet. */
  let ending: Happened | null = null;
  const tellStepNow = (): void => {
    const now = feed.frame?.step ?? 0;
    if (now === told) return;
    const type = told < 0 ? 'ready' : 'step';
    told = now;
    tell(type);
  };
  const tellStep = throttled(TOLD_EVERY_MS, 'both', tellStepNow);
  const onFrame = (): void => {
    const isLast = feed.frame !== null && feed.frame.step >= feed.frame.steps;
    if (ending === null || !isLast) {
      tellStep();
      return;
    }
    tellStep.cancel();
    tellStepNow();
    tell(ending);
    ending = null;
  };
  const stops = [
    feed.subscribe(onFrame),
    useLab.subscribe(({ status }, before) => {
      if (status === before.status) return;
      ending = happenedIn(status);
      if (ending === 'finished') onFrame();
      else if (ending) tell(ending);
    }),
  ];
  // Its first frame may have come before whoever tells of it.
  if (feed.frame) onFrame();
  return () => {
    tellStep.cancel();
    for (const stop of stops) stop();
  };
}

/** A page that is scrolled out of sight waits as a hidden one does. @returns stops watching */
function startWatching(): () => void {
  const observer = new IntersectionObserver((entries) => {
    inSight(entries[entries.length - 1].isIntersecting);
  });
  observer.observe(document.documentElement);
  return () => {
    observer.disconnect();
  };
}

/** @returns ends it; where there is no page around, there is nothing to end */
export function startHost(): () => void {
  if (parent === window) return () => undefined;
  const stops = [startTelling(), startWatching()];
  addEventListener('message', hear);
  return () => {
    removeEventListener('message', hear);
    for (const stop of stops) stop();
  };
}
