import { afterEach, describe, expect, it, vi } from 'vitest';
import { leftAt } from './left.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('where the lesson was left', () => {
  it('is the place of the step that was kept', () => {
    vi.stubGlobal('localStorage', {
      getItem: (name: string) => (name === 'mmoe-lab.lesson' ? '{"step":"position"}' : null),
    });
    expect(leftAt()).toBe(8); // the ninth
  });

  it.each(['null', '{}', '[]', '{"step":3}', '{"step":"no such step"}', '{', ''])('is nowhere for %j', (word) => {
    expect(leftAt(word)).toBeNull();
  });

  it('is nowhere where storage is switched off', () => {
    vi.stubGlobal('localStorage', {
      getItem: () => {
        throw new DOMException('no', 'SecurityError');
      },
    });
    expect(leftAt()).toBeNull();
  });
});
