/** Offers to train on the processor where that was found to be faster, or where the graphics device keeps the reader waiting. */
import { leaveEngine, switchEngine } from './client.ts';
import { useEngineChoice } from './engineChoice.ts';
import { notifyOffer } from './notices.ts';

/** Trains on the processor from now on, and at later visits. */
export function chooseProcessor(): void {
  useEngineChoice.setState({ choice: 'processor' });
  switchEngine('wasm');
}

/** Trains on the graphics device from now on, and at later visits; whether another engine is faster is not asked any more. */
export function chooseGraphics(): void {
  useEngineChoice.setState({ choice: 'graphics' });
  switchEngine('webgpu');
}

const USE_PROCESSOR = 'engine.useProcessor';

/** @param times - how many times as fast it is, as measured */
export function offerProcessor(times: number): void {
  notifyOffer(
    {
      key: 'notice.faster',
      // Milliseconds of trial do not tell more.
      values: { times: Number(times.toPrecision(2)) },
      action: { key: USE_PROCESSOR, run: chooseProcessor },
      declined: () => {
        useEngineChoice.setState({ choice: 'graphics' });
        leaveEngine();
      },
    },
    'engine',
  );
}

/** Compiling takes long: what is chosen then holds for this visit only. @param since - when it began, by performance.now() */
export function offerMeanwhile(since: number): void {
  notifyOffer(
    {
      key: 'notice.compiling',
      values: {},
      since,
      action: {
        key: USE_PROCESSOR,
        run: () => {
          switchEngine('wasm');
        },
      },
    },
    'compiling',
  );
}
