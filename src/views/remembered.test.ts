import { afterEach, describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { persist } from 'zustand/middleware';
import { asWord } from './remembered.ts';

const storageOf = (words: Map<string, string>) => ({
  getItem: (name: string) => words.get(name) ?? null,
  setItem: (name: string, word: string) => void words.set(name, word),
  removeItem: (name: string) => void words.delete(name),
});
const light = () =>
  createStore<{ on: boolean }>()(
    persist<{ on: boolean }>(() => ({ on: true }), {
      name: 'light',
      storage: asWord(
        (word) => (word === 'on' || word === 'off' ? { on: word === 'on' } : undefined),
        ({ on }) => (on ? null : 'off'),
      ),
    }),
  );

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('a choice that is remembered as one word', () => {
  it('is there again, and leaves no word behind where it is the usual one', () => {
    const words = new Map<string, string>();
    vi.stubGlobal('localStorage', storageOf(words));
    light().setState({ on: false });
    expect([...words]).toEqual([['light', 'off']]);
    const again = light();
    expect(again.getState().on).toBe(false);
    again.setState({ on: true });
    expect([...words]).toEqual([]);
  });

  it('is the usual one where another word or none is stored', () => {
    for (const words of [new Map<string, string>(), new Map([['light', '{"on":false}']])]) {
      vi.stubGlobal('localStorage', storageOf(words));
      expect(light().getState().on).toBe(true);
    }
  });

  it('lasts as long as the page where storage is switched off', () => {
    const refuse = () => {
      throw new Error('denied');
    };
    vi.stubGlobal('localStorage', { getItem: refuse, setItem: refuse, removeItem: refuse });
    const store = light();
    store.setState({ on: false });
    expect(store.getState().on).toBe(false);
  });
});
