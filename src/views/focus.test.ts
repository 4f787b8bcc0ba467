import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { setView } from './control.ts';
import { focusNow, focusOnceShown } from './focus.ts';
import { goToCard } from './goToCard.ts';
import { useLab } from './store.ts';

/** An element that can be seen or not, and says what was done with it. */
function thing(seen: boolean) {
  const done: string[] = [];
  const element = {
    seen,
    tabIndex: 0,
    checkVisibility: (asked?: { visibilityProperty?: boolean }) => {
      // Without the option the browser calls visible what has its room and is not painted: a chapter that settles.
      return asked?.visibilityProperty ? element.seen : true;
    },
    scrollIntoView: () => void done.push('scrolled'),
    focus: () => void done.push('focused'),
  };
  return { element, done, as: element as unknown as HTMLElement };
}

let frames: (() => void)[] = [];
let now = 0;
/** The next animation frame. */
function frame(): void {
  now += 16;
  for (const run of frames.splice(0)) run();
}

beforeEach(() => {
  frames = [];
  now = 0;
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => frames.push(run));
  vi.spyOn(performance, 'now').mockImplementation(() => now);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('the focus', () => {
  it('goes to what can be seen, never to what is hidden or not there', () => {
    const [seen, hidden] = [thing(true), thing(false)];
    expect([focusNow(seen.as), focusNow(hidden.as), focusNow(null)]).toEqual([true, false, false]);
    expect([seen.done, hidden.done]).toEqual([['scrolled', 'focused'], []]);
  });

  it('waits for a frame, then until the element is there and shown', () => {
    const { element, done, as } = thing(false);
    let there: HTMLElement | null = null;
    focusOnceShown(
      () => there,
      () => true,
    );
    frame();
    there = as;
    frame();
    expect(done).toEqual([]);
    element.seen = true;
    expect(done).toEqual([]);
    frame();
    frame();
    expect(done).toEqual(['scrolled', 'focused']);
  });

  it('is not moved once nobody wants it there, nor after eight seconds', () => {
    const { element, done, as } = thing(false);
    let wanted = true;
    const look = () => {
      focusOnceShown(
        () => as,
        () => wanted,
      );
      frame();
    };
    look();
    wanted = false;
    element.seen = true;
    frame();
    wanted = true;
    element.seen = false;
    look();
    now += 8000;
    element.seen = true;
    frame();
    expect([done, frames]).toEqual([[], []]);
  });
});

describe('the way to a picture', () => {
  const shown = () => useLab.getState().state.view.chapter;
  /** A page on which this card is, in this chapter. */
  const page = (chapter: string, id: string, as: HTMLElement) => {
    vi.stubGlobal('document', {
      querySelector: (selector: string) => (selector.includes(id) && shown() === chapter ? as : null),
    });
  };

  it('in the chapter that is open is gone at once; in another, once it has opened', () => {
    const { done, as } = thing(true);
    page('gates', '#card-impression', as);
    setView({ chapter: 'data' });
    goToCard('gates', 'card-impression');
    expect([shown(), done]).toEqual(['gates', []]);
    frame();
    expect(done).toEqual(['scrolled', 'focused']);
    goToCard('gates', 'card-impression');
    expect([done.length, frames]).toEqual([4, []]);
  });

  it('ends where the reader goes elsewhere meanwhile', () => {
    const { element, done, as } = thing(false);
    page('gates', '#card-impression', as);
    setView({ chapter: 'data' });
    goToCard('gates', 'card-impression');
    frame();
    setView({ chapter: 'about' });
    frame();
    setView({ chapter: 'gates' });
    element.seen = true;
    frame();
    expect(done).toEqual([]);
  });
});
