import { beforeAll, describe, expect, it } from 'vitest';
import { openRecovering, type Recovery } from '../../engine/recovering.ts';
import { createScalarEngine } from '../../engine/scalar/engine.ts';
import { createLosable, type Losable } from '../../engine/testing/losable.ts';
import { positionBiasRun } from '../../run/regimes.ts';
import type { StudyContext } from '../../study/train.ts';
import { runTreatments, TREATMENTS, type TreatedWorld } from './treatments.ts';

// A comparison trains four structures in four engines on one device. Whichever of them is being opened when that device goes, the comparison
// ends as the undisturbed one: the engines that are there are lost with it, the one that is being opened fails.

const base = positionBiasRun();
const spec = {
  base: {
    ...base,
    world: { ...base.world, impressions: 270, heldOut: 90 },
    training: { ...base.training, steps: 8, batch: 16 },
  },
  treatments: TREATMENTS,
  seeds: 2,
  seedBase: 5,
  queries: 10,
};

interface Loss {
  /** Which of the four engines is being opened. */
  at: number;
  /** Whether the opening itself fails, or the device goes as soon as it is done. */
  fails: boolean;
  /** Whether there is no other device afterwards. */
  forGood: boolean;
}

/** Opens engines on one device, which is lost once. */
function devices({ at, fails, forGood }: Loss) {
  const engines: Losable[] = [];
  const recoveries: Recovery[] = [];
  let lost = false;
  let processors = 0;
  const open: StudyContext['open'] = (population, data) =>
    openRecovering(
      async (wanted, logs, safe) => {
        if (safe) {
          processors++;
          return createScalarEngine(wanted, logs);
        }
        if (lost && forGood) throw new Error('there is no GPU device');
        const now = !lost && engines.length === at;
        if (now && fails) {
          lost = true;
          for (const engine of engines) engine.loseDevice();
          throw new Error('the GPU device was lost: on purpose');
        }
        const engine = await createLosable(wanted, logs);
        engines.push(engine);
        if (now) {
          lost = true;
          for (const each of engines) each.loseDevice();
        }
        return engine;
      },
      population,
      data,
      (recovery) => recoveries.push(recovery),
    );
  return { open, recoveries, wasLost: () => lost, processors: () => processors };
}

describe('a comparison whose device is lost while it opens its four engines', () => {
  let undisturbed: TreatedWorld[];
  beforeAll(async () => {
    undisturbed = await runTreatments(spec, { open: createScalarEngine });
  });

  const cases = [0, 1, 2, 3].flatMap((at) =>
    [true, false].flatMap((fails) => [true, false].map((forGood): Loss => ({ at, fails, forGood }))),
  );
  it.each(cases)('ends as the undisturbed one: engine $at, opening fails: $fails, for good: $forGood', async (loss) => {
    const { open, recoveries, wasLost, processors } = devices(loss);
    expect(await runTreatments(spec, { open })).toEqual(undisturbed);
    expect(wasLost()).toBe(true);
    // The engines that were there before are replaced; the one whose opening failed begins on the processor.
    expect(recoveries).toHaveLength(loss.fails ? loss.at : loss.at + 1);
    if (loss.forGood) expect(processors()).toBe(4);
  });

  it('fails with what the processor says, and not for ever, where not even that would do', async () => {
    const open: StudyContext['open'] = (population, data) =>
      openRecovering((_, __, safe) => Promise.reject(new Error(safe ? 'no memory' : 'no device')), population, data);
    await expect(runTreatments(spec, { open })).rejects.toThrow('no memory');
  });
});
