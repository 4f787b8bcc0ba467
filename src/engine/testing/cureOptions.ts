/** The options that cures bring, and combinations in which each of them meets each other one, and each option of a model and its training. */
import { RandomStream, STREAM } from '../../world/random.ts';
import { isPossible, isPossibleMask, OPTIONS } from './options.ts';

/** Options of a whole population. */
const POPULATION = {
  kind: OPTIONS.kind,
  shared: OPTIONS.shared,
  tower: OPTIONS.tower,
  bias: OPTIONS.bias,
  mask: OPTIONS.mask,
  l2: OPTIONS.l2,
  optimizer: OPTIONS.optimizer,
  visible: OPTIONS.visible,
} as const;

const SWITCHED = ['off', 'on'] as const;
/** Cures that act whatever the gates are, */
const CURES = {
  sharedActivation: ['relu', 'leaky', 'swish'],
  expertActivation: ['relu', 'leaky', 'swish'],
  layerNorm: SWITCHED,
  clip: SWITCHED,
  stalenessAware: SWITCHED,
  warmUp: SWITCHED,
  decayTo: SWITCHED,
} as const;
/** and those that do nothing in a model without gates. */
const GATE_CURES = {
  gateKind: ['softmax', 'sigmoid'],
  importance: SWITCHED,
  switchLoss: SWITCHED,
  entropy: SWITCHED,
  zLoss: SWITCHED,
  logitL2: SWITCHED,
  lossFree: SWITCHED,
  temperature: ['off', 'fixed', 'annealed'],
  cap: SWITCHED,
  noise: SWITCHED,
} as const;
const REPLICA = { workers: OPTIONS.workers, ...CURES, ...GATE_CURES } as const;
const ALL: Record<string, readonly string[]> = { ...POPULATION, ...REPLICA };

type ChoiceOf<Factors extends Record<string, readonly string[]>> = {
  -readonly [F in keyof Factors]: Factors[F][number];
};
export type PopulationChoice = ChoiceOf<typeof POPULATION>;
export type CureChoice = ChoiceOf<typeof REPLICA>;
/** Some factors' options. */
type Partly = Record<string, string>;

/** Whether options contradict one another. */
function isPossibleChoice({
  kind = 'mmoe',
  visible = 'all',
  shared = 'shared',
  bias = 'none',
  ...cures
}: Partly): boolean {
  const sigmoid = cures.gateKind === 'sigmoid';
  return (
    isPossible(shared, bias)
    && isPossibleMask(kind, visible)
    && !(sigmoid && (cures.switchLoss === 'on' || cures.zLoss === 'on'))
  );
}

/** Whether a factor's option has anything to act on: a pair of which one idles shows nothing. */
function acts(factor: string, { kind, shared, workers }: Partly): boolean {
  if (factor in GATE_CURES || factor === 'mask') return kind !== 'shared-bottom';
  if (factor === 'sharedActivation') return shared !== 'no-shared';
  return factor !== 'stalenessAware' || workers !== 'sync';
}

const isCure = (factor: string): boolean => factor in CURES || factor in GATE_CURES;

/** @returns the pairs with this factor's option that a choice shows: of two cures, or of a cure and another option */
function pairsWith(factor: string, option: string, choice: Partly): string[] {
  const whole = { ...choice, [factor]: option };
  if (!acts(factor, whole)) return [];
  return Object.entries(choice)
    .filter(([other]) => other !== factor && (isCure(factor) || isCure(other)) && acts(other, whole))
    .map(([other, its]) => [`${factor} ${option}`, `${other} ${its}`].sort().join(', '));
}

const allPairs = (choice: Partly): string[] => [
  ...new Set(Object.entries(choice).flatMap(([factor, option]) => pairsWith(factor, option, choice))),
];

/** @returns every pair that there can be */
export function possiblePairs(): string[] {
  const options = Object.entries(ALL).flatMap(([factor, names]) => names.map((option) => ({ factor, option })));
  return [
    ...new Set(
      options.flatMap(({ factor, option }) =>
        options
          .filter((other) => other.factor !== factor)
          .filter((other) => isPossibleChoice({ [factor]: option, [other.factor]: other.option }))
          .flatMap((other) => pairsWith(factor, option, { [other.factor]: other.option })),
      ),
    ),
  ];
}

/** Chooses the rest of some factors, in a drawn order, each the option that brings most pairs that are not seen yet. */
function complete(start: Partly, factors: readonly string[], seen: ReadonlySet<string>, draw: RandomStream): Partly {
  const rest = [...factors];
  let choice = start;
  while (rest.length > 0) {
    const [factor] = rest.splice(draw.below(rest.length), 1);
    const gains = ALL[factor]
      .filter((option) => isPossibleChoice({ ...choice, [factor]: option }))
      .map((option) => ({
        option,
        gain: pairsWith(factor, option, choice).filter((pair) => !seen.has(pair)).length + draw.uniform(),
      }));
    choice = { ...choice, [factor]: gains.reduce((a, b) => (b.gain > a.gain ? b : a)).option };
  }
  return choice;
}

/** The options of a population and those of each of its two replicas. */
export type CureCase = readonly [PopulationChoice & CureChoice, PopulationChoice & CureChoice];

/** One of some drawn cases: that with most new pairs. */
function nextCase(seen: ReadonlySet<string>, draw: RandomStream): CureCase {
  const news = (choices: readonly Partly[]): number =>
    new Set(choices.flatMap(allPairs).filter((pair) => !seen.has(pair))).size;
  const drawn = Array.from({ length: 4 }, () => {
    const first = complete({}, Object.keys(ALL), seen, draw);
    const same = Object.fromEntries(Object.keys(POPULATION).map((factor) => [factor, first[factor]]));
    const then = new Set([...seen, ...allPairs(first)]);
    return [first, complete(same, Object.keys(REPLICA), then, draw)];
  });
  return drawn.reduce((a, b) => (news(b) > news(a) ? b : a)) as unknown as CureCase;
}

/** @returns cases in which every possible pair occurs (Cohen et al. 1997: greedy, the best of drawn candidates) */
export function cureCases(): CureCase[] {
  const draw = new RandomStream(14, STREAM.simulation, 78);
  const wanted = possiblePairs();
  const seen = new Set<string>();
  const cases: CureCase[] = [];
  while (wanted.some((pair) => !seen.has(pair))) {
    const next = nextCase(seen, draw);
    for (const pair of next.flatMap(allPairs)) seen.add(pair);
    cases.push(next);
  }
  return cases;
}
