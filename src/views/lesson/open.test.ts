import { beforeEach, describe, expect, it, vi } from 'vitest';
import { defaultState, type LabState } from '../../run/labState.ts';
import { defaultRun } from '../../run/runSpec.ts';
import { runWith } from '../../run/timeline.ts';
import type { Frame, Opened } from '../../session/protocol.ts';
import { TASKS } from '../../world/spec.ts';
import { useWishes } from '../client.ts';
import { setView } from '../control.ts';
import { noPageView } from '../../run/pageView.ts';
import { setPageView, usePageView } from '../pageView.ts';
import { useSample } from '../sample.ts';
import { feed, useLab } from '../store.ts';
import { enter, goTo, leave, lookForOutcome, refuse, stepOf } from './open.ts';
import { STEPS } from './steps/index.ts';
import { forgetAll, lockIn, useLesson } from './store.ts';

// The worker of studies listens to the window.
vi.mock('../studies.ts', () => ({ startStudy: () => true, jobOf: () => undefined }));

/** Shows a run that was trained to a step. */
function showRun(run = defaultRun(), step = 0): void {
  const course = { run, timeline: [] };
  const state = { ...defaultState(), run };
  useLab.setState({ state, course, opened: { run } as Opened, status: 'paused', notices: [] });
  useWishes.setState({ trained: { course, settings: run, ended: false }, moved: step > 0 });
  feed.push({ step, steps: 600, stepsPerSecond: 0, arms: [] } satisfies Frame, [], true);
}
const notices = () => useLab.getState().notices.map(({ key }) => key);
const own = runWith(defaultRun(), 'run.model.experts', 5);

beforeEach(() => {
  vi.stubGlobal('requestAnimationFrame', () => 0);
  forgetAll(0);
  usePageView.setState(noPageView(), true);
  showRun();
});

describe('a step that there is not', () => {
  it('is named and leaves the lesson; the first is offered, and opens', () => {
    setPageView({ lesson: 'expertz' });
    expect(stepOf('expertz')).toBeUndefined();
    refuse('expertz');
    expect(usePageView.getState().lesson).toBeNull();
    const [notice] = useLab.getState().notices;
    expect(notice).toMatchObject({ key: 'lesson.page.unknown', values: { step: 'expertz' }, scope: 'link' });
    expect(notice.action?.key).toBe('lesson.page.begin');
    notice.action?.run();
    expect(usePageView.getState().lesson).toBe(STEPS[0].id);
  });
});

it('a step that is opened chooses what its pictures show, also where its run is open already', () => {
  const impression = stepOf('impression')!;
  for (const step of [0, 600]) {
    showRun(impression.run!(), step);
    useSample.setState({ task: TASKS.indexOf('click') });
    goTo(impression);
    expect(TASKS[useSample.getState().task]).toBe('like');
  }
});

describe('the run that the lesson takes the place of', () => {
  const gates = stepOf('gates')!;

  it.each([
    ['one of the reader’s own', own, 0],
    ['the opening one that was trained', defaultRun(), 40],
  ])('%s is kept, and the way back to it is offered', (_, run, step) => {
    showRun(run, step);
    goTo(stepOf('bias')!);
    expect(notices()).toEqual(['lesson.page.kept']);
    const [{ action, scope }] = useLab.getState().notices;
    expect([action?.key, scope]).toEqual(['lesson.page.back', 'run']);
    action?.run();
    expect(useLab.getState().state.run).toEqual(run);
  });

  it('is not spoken of where nothing of the reader’s is lost', () => {
    goTo(stepOf('bias')!); // from the untouched opening run
    expect(notices()).toEqual([]);
    showRun(stepOf('bias')!.run!(), 300);
    goTo(gates); // from one step's run to the next
    expect(notices()).toEqual([]);
    showRun(own, 40);
    usePageView.setState(noPageView(), true);
    goTo(gates, true); // the page opens with the step
    expect(notices()).toEqual([]);
  });

  it('is not trained on for a step without a run, which would only be slowed down', () => {
    // Still on its way to where the step before is about.
    showRun(stepOf('impression')!.run!(), 40);
    useWishes.setState({ until: 600 });
    goTo(stepOf('conflict')!);
    expect(useWishes.getState().until).toBe(0);
  });

  it('a step about any run leaves it on screen', () => {
    showRun(own, 40);
    const any = STEPS.find(({ run }) => !run)!;
    goTo(any);
    expect(useLab.getState().state.run).toEqual(own);
    expect(notices()).toEqual([]);
  });
});

describe('leaving the lesson', () => {
  const speed = () => useLab.getState().state.view.speed;
  const left = (run = own, step = 40, view: Partial<LabState['view']> = {}) => {
    showRun(run, step);
    useLab.setState(({ state }) => ({ state: { ...state, view: { ...state.view, speed: 5, ...view } } }));
  };

  it('brings back the run that made room, with what was shown of it, says so, and leads to the lesson’s', () => {
    left(own, 40, { chapter: 'gates' });
    goTo(stepOf('bias')!);
    const ofLesson = useLab.getState().state.run;
    leave();
    expect(useLab.getState().state).toMatchObject({ run: own, view: { chapter: 'gates', speed: 5 } });
    // Trained again to where it was, should this page no longer have it as it was.
    expect(useWishes.getState().until).toBe(40);
    expect(notices()).toEqual(['lesson.page.again']);
    useLab.getState().notices[0].action?.run();
    expect(useLab.getState().state.run).toEqual(ofLesson);
  });

  it('brings back the opening run that had been trained, which the same run from step 0 took the place of', () => {
    left(defaultRun(), 600);
    goTo(STEPS[0]);
    expect(notices()).toEqual(['lesson.page.kept']);
    showRun(defaultRun(), 0);
    leave();
    expect(useWishes.getState().until).toBe(600);
  });

  it('brings back what was looked at and how fast, and no more, where nothing of the reader’s made room', () => {
    left(defaultRun(), 0);
    setView({ arm: 1, device: 'tv' });
    goTo(stepOf('bias')!);
    const { run, view } = useLab.getState().state;
    expect(view).toMatchObject({ arm: 0, device: 'phone' });
    expect(speed()).not.toBe(5);
    leave();
    expect(useLab.getState().state).toMatchObject({ run, view: { ...view, speed: 5, arm: 1, device: 'tv' } });
    expect(notices()).toEqual([]);
  });

  it('brings back the first that made room, not one that was made of a run of the lesson', () => {
    left();
    goTo(stepOf('bias')!);
    showRun(runWith(defaultRun(), 'run.model.experts', 3), 10);
    goTo(stepOf('gates')!);
    expect(notices()).toEqual(['lesson.page.kept']);
    leave();
    expect(useLab.getState().state.run).toEqual(own);
  });

  it('opens nothing anew where it was gone back to', () => {
    left();
    goTo(stepOf('bias')!);
    useLab.getState().notices[0].action?.run();
    expect(useLab.getState().state.run).toEqual(own);
    leave();
    expect([useLab.getState().state.run, speed(), notices()]).toEqual([own, 5, []]);
  });
});

describe('what comes out', () => {
  const outcome = () => ({ came: { kind: 'number', value: 1 } as const, right: true, said: [] });
  const dropout = { ...stepOf('dropout')!, chapter: 'gates' as const, outcome };
  const [asked] = dropout.question?.kind === 'choice' ? dropout.question.choices : [];

  it('of a step that is not open is taken from its own run only, not from one with a setting changed', () => {
    vi.stubGlobal('location', { origin: 'https://a.example', pathname: '/', search: '', hash: '' });
    showRun(stepOf('polarization')!.run!(), 300);
    lockIn('dropout', { kind: 'choice', choice: asked }, 1);
    lookForOutcome(dropout, false);
    expect(useLesson.getState().given.dropout?.outcome).toBeUndefined();
    showRun(dropout.run!(), 300);
    lookForOutcome(dropout, false);
    const given = useLesson.getState().given.dropout;
    expect(given?.outcome).toEqual(outcome());
    // The link leads to where it can be seen, whatever chapter was open then.
    expect([...new URL(given!.link!).searchParams.values()]).toContain('gates');
  });
});

describe('the lesson is gone on with', () => {
  it('where it was left; from the first step where it never was', () => {
    enter();
    expect(usePageView.getState().lesson).toBe('objectives');
    useLesson.setState({ step: 'chance' });
    enter();
    expect(usePageView.getState().lesson).toBe('chance');
  });
});
