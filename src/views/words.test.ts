import { describe, expect, it, vi } from 'vitest';
import { defaultRun } from '../run/runSpec.ts';
import { numberWords } from './format.ts';
import { remedyOf } from './remedy.ts';
import { shortcutOf } from './shortcuts.ts';
import { throttled } from './throttle.ts';

describe('numbers in words', () => {
  it.each([
    ['en', 27_000, '27,000'],
    ['zh', -0.5, '−0.5'],
    ['en', NaN, '–'],
  ])('%s %d', (language, value, text) => {
    expect(numberWords(language).plain(value)).toBe(text);
  });

  it('keeps the width of figures that change in place', () => {
    const words = numberWords('en');
    expect([words.fixed(0.5, 3), words.fixed(1234), words.percent(0.125, 1)]).toEqual(['0.500', '1,234', '12.5%']);
  });
});

describe('shortcuts', () => {
  const press = (key: string, more: Partial<KeyboardEvent> = {}, inside = ''): string | null =>
    shortcutOf(
      { key, code: '', shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...more },
      (selector) => inside !== '' && selector.includes(inside),
    );
  it('does what the help says', () => {
    expect([' ', '.', 'r', 'R', '?', 'x'].map((key) => press(key))).toEqual([
      'toggle',
      'step',
      'reset',
      'reset',
      'help',
      null,
    ]);
    expect(press(':', { code: 'Period', shiftKey: true })).toBe('step10');
  });
  it('leaves the browser its own, and typing alone', () => {
    expect(press('r', { ctrlKey: true })).toBeNull();
    expect(press('r', {}, 'textarea')).toBeNull();
    expect(press(' ', {}, 'button')).toBeNull();
    expect(press('.', {}, 'button')).toBe('step');
  });
});

describe('the remedy of a divergence', () => {
  const run = defaultRun();
  it('is a calmer value of the knob', () => {
    expect(remedyOf({ ...run, training: { ...run.training, learningRate: 8 } }, 'learningRate')).toMatchObject({
      path: 'run.training.learningRate',
      now: 8,
      value: 0.5,
    });
    expect(remedyOf({ ...run, training: { ...run.training, workers: 16 } }, 'workers')).toMatchObject({ value: 8 });
    expect(remedyOf({ ...run, model: { ...run.model, initScale: 3 } }, 'initScale')).toMatchObject({
      path: 'run.model.initScale',
      value: 1,
    });
    expect(remedyOf({ ...run, model: { ...run.model, gateInitScale: 4 } }, 'initScale')).toMatchObject({
      path: 'run.model.gateInitScale',
      value: 1,
    });
    expect(
      remedyOf({ ...run, training: { ...run.training, taskWeights: [1, 5, 0.5, 2] } }, 'taskWeights'),
    ).toMatchObject({ now: 5, next: 1, value: [1, 1, 0.5, 1] });
    expect(remedyOf({ ...run, training: { ...run.training, l2: 0.1 } }, 'l2')).toMatchObject({ value: 0.01 });
  });
});

describe('throttling', () => {
  it('can be flushed and cancelled', () => {
    vi.useFakeTimers();
    const run = vi.fn();
    const later = throttled(100, 'trailing', run);
    later();
    later.flush();
    later.flush();
    expect(run).toHaveBeenCalledTimes(1);
    later();
    later.cancel();
    vi.advanceTimersByTime(1000);
    expect(run).toHaveBeenCalledTimes(1);
    vi.useRealTimers();
  });
});
