/** Whether the reader chose the processor or the graphics device to train on; remembered. What the address asks for goes before it. */
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { AskedBackend } from '../engine/types.ts';
import { askedBackend } from './address.ts';
import { isEmbedded } from './pageView.ts';
import { asWord } from './remembered.ts';

const CHOICES = ['processor', 'graphics'] as const;
interface Chosen {
  choice: (typeof CHOICES)[number] | null;
}

export const useEngineChoice = create<Chosen>()(
  persist<Chosen>(() => ({ choice: null }), {
    name: 'mmoe-lab.engine',
    storage: asWord<Chosen>(
      (word) => {
        const choice = CHOICES.find((known) => known === word);
        return choice && { choice };
      },
      ({ choice }) => choice,
    ),
  }),
);

/** What to train on; undefined: whatever works best. */
export const wantedBackend = (): AskedBackend | undefined =>
  askedBackend() ?? (useEngineChoice.getState().choice === 'processor' ? 'wasm' : undefined);

/** Whether the reader has not said what to train on, and may be asked: not in somebody else's page, which has no room for it. */
export const mayBeAsked = (): boolean =>
  askedBackend() === undefined && useEngineChoice.getState().choice === null && !isEmbedded();
