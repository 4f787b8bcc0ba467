import { describe, expect, it } from 'vitest';
import { clickerPress, minutesAfter, nextOf } from './clicker.ts';

const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
const nowhere = (): boolean => false;

describe('a clicker', () => {
  it.each([
    ['PageDown', 'onwards'],
    ['ArrowRight', 'onwards'],
    ['PageUp', 'back'],
    ['ArrowLeft', 'back'],
    ['.', 'blank'],
    ['b', 'blank'],
    ['ArrowDown', null],
    [' ', null],
    ['Enter', null],
  ] as const)('by %s does: %s', (key, press) => {
    expect(clickerPress({ ...plain, key }, nowhere)).toBe(press);
  });
  it('leaves a key alone that is pressed together with another, or where something needs it', () => {
    for (const modifier of ['ctrlKey', 'metaKey', 'altKey', 'shiftKey'] as const)
      expect(clickerPress({ ...plain, [modifier]: true, key: 'PageDown' }, nowhere)).toBeNull();
    for (const part of ['input', 'textarea', 'select', '[role=slider]', 'dialog *', '[tabindex="0"]', '[popover] *'])
      expect(
        clickerPress({ ...plain, key: 'ArrowRight' }, (selector) =>
          selector.split(', ').some((one) => one.startsWith(part)),
        ),
      ).toBeNull();
  });
  it('turns the phases of slow motion where that has the focus, and still takes no step by its blank key', () => {
    const slow = (selector: string): boolean => selector === '[data-turns]';
    for (const key of ['PageDown', 'ArrowRight', 'PageUp', 'ArrowLeft'])
      expect(clickerPress({ ...plain, key }, slow)).toBeNull();
    expect(clickerPress({ ...plain, key: '.' }, slow)).toBe('blank');
  });
});

describe('what comes next before a class', () => {
  const open = { asks: true, answered: false, locked: false, revealed: false };

  it('is the lock, then the outcome, then the next step', () => {
    expect(nextOf({ ...open, answered: true })).toBe('lock');
    expect(nextOf({ ...open, answered: true, locked: true })).toBe('reveal');
    expect(nextOf({ ...open, answered: true, locked: true, revealed: true })).toBe('step');
  });
  it('is the next step where nothing is asked, or nobody answered', () => {
    expect(nextOf({ ...open, asks: false })).toBe('step');
    expect(nextOf(open)).toBe('step');
  });
  it('has the time of the steps that are still to come', () => {
    const steps = [{ minutes: 3 }, { minutes: 2 }, { minutes: 4 }];
    expect([0, 1, 2].map((place) => minutesAfter(steps, place))).toEqual([6, 4, 0]);
  });
});
