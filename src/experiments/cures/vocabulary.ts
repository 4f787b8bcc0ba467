/**
 * The cures that can be tried against polarized gates: what each is called, what it acts on, how strong it usually is, and where it comes from. The
 * formulas are those of src/model/cures.ts. Usual strengths were fixed before the stored runs, on other seeds.
 */
import type { Regime } from '../../run/regimes.ts';

/** What a cure acts on. */
export const CURE_KINDS = ['gate', 'optimizer', 'expert', 'architecture'] as const;
export type CureKind = (typeof CURE_KINDS)[number];

/** The settings that are measured: asynchronous Adagrad, synchronous Adam, and what the page opens with. */
export const CURE_REGIMES = ['async', 'adam', 'default'] as const satisfies readonly Regime[];
export type CureRegime = (typeof CURE_REGIMES)[number];

export interface Strength {
  /** As it is usually taken. */
  usual: Readonly<Record<CureRegime, number>>;
  min: number;
  max: number;
  /** Whether only whole numbers make sense. */
  whole?: true;
  /** Strengths of its sweep, the usual ones among them, weakest effect on the number's own scale first. */
  sweep: readonly number[];
}

export interface CureInfo {
  kind: CureKind;
  /** Absent where a cure is on or off. */
  strength?: Strength;
  /** In the symbols of src/model/cures.ts; s is the strength. */
  formula: string;
  /** Who proposed it; empty for what everybody does. */
  source: string;
}

/** A usual strength by optimizer: the page opens with Adagrad and stale workers, as `async` has them. */
const usually = (async: number, adam = async): Strength['usual'] => ({ async, adam, default: async });

/** The same usual strength in all regimes, and a sweep around it. */
const strength = (usual: number, min: number, max: number, sweep: readonly number[]): Strength => ({
  usual: usually(usual),
  min,
  max,
  sweep,
});

export const CURES = {
  none: { kind: 'gate', formula: 'w = softmax(h·W + b)', source: 'Ma et al. 2018, equation 8' },
  dropout: {
    kind: 'gate',
    strength: strength(0.1, 0.001, 0.5, [0.02, 0.05, 0.1, 0.2, 0.3, 0.5]),
    formula: 'w_e = m_e·exp(z_e) / Σ m·exp(z), P(m_e = 0) = s',
    source: 'Zhao et al. 2019, section 5.2',
  },
  importance: {
    kind: 'gate',
    strength: strength(0.03, 1e-5, 10, [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1]),
    formula: 'L + s·(E·Σ M_e² − 1)',
    source: 'Shazeer et al. 2017, section 4',
  },
  switch: {
    kind: 'gate',
    strength: { usual: usually(0.05, 0.01), min: 1e-5, max: 10, sweep: [0.001, 0.003, 0.01, 0.02, 0.05, 0.1, 0.3] },
    formula: 'L + s·E·Σ f_e·M_e',
    source: 'Fedus et al. 2021, equation 4',
  },
  lossFree: {
    kind: 'gate',
    strength: strength(0.03, 1e-5, 1, [0.001, 0.003, 0.01, 0.03, 0.1, 0.3]),
    formula: 'bias_e ← bias_e − s·sign(M_e − 1/E)',
    source: 'Wang et al. 2024, algorithm 1',
  },
  entropy: {
    kind: 'gate',
    strength: strength(0.01, 1e-5, 10, [0.001, 0.003, 0.01, 0.03, 0.1]),
    formula: 'L + s·mean Σ w·ln w',
    source: '',
  },
  zLoss: {
    kind: 'gate',
    strength: { usual: usually(0.001, 0.01), min: 1e-5, max: 10, sweep: [0.0003, 0.001, 0.003, 0.01, 0.03] },
    formula: 'L + s·mean (ln Σ exp z)²',
    source: 'Zoph et al. 2022, equation 5',
  },
  logitL2: {
    kind: 'gate',
    strength: strength(0.001, 1e-6, 10, [0.0003, 0.001, 0.003, 0.01, 0.03, 0.1]),
    formula: 'L + s·mean Σ z²',
    source: '',
  },
  temperature: {
    kind: 'gate',
    strength: strength(2, 0.1, 10, [0.5, 1.5, 2, 3, 4, 8]),
    formula: 'w = softmax(z / s)',
    source: 'Hinton et al. 2015, equation 1',
  },
  annealing: {
    kind: 'gate',
    strength: strength(4, 0.1, 10, [2, 3, 4, 6, 10]),
    formula: 'w = softmax(z / T), T from s to 1 over half of the run',
    source: '',
  },
  cap: {
    kind: 'gate',
    strength: strength(2.5, 0.1, 20, [1, 1.5, 2.5, 4, 6, 10]),
    formula: 'w = softmax(s·tanh(z / s))',
    source: 'Gemma Team 2024 (Gemma 2), section 2',
  },
  noise: {
    kind: 'gate',
    strength: strength(1, 0.01, 5, [0.1, 0.3, 1, 2, 3]),
    formula: 'w = softmax(z + s·N(0, 1)) in training',
    source: 'Shazeer et al. 2017, equation 4, without top-k',
  },
  sigmoid: { kind: 'gate', formula: 'w_e = σ(z_e) / Σ σ(z)', source: '' },
  gateRate: {
    kind: 'gate',
    strength: { usual: usually(0.1, 0.3), min: 0.001, max: 10, sweep: [0.03, 0.1, 0.3, 0.5, 2] },
    formula: 'η_gate = s·η',
    source: '',
  },
  zeroGates: { kind: 'gate', formula: 'W = 0 at the start', source: '' },
  uniform: { kind: 'gate', formula: 'w_e = 1/E, never trained', source: '' },
  clip: {
    kind: 'optimizer',
    strength: strength(0.3, 0.001, 100, [0.1, 0.3, 1, 3, 10]),
    formula: 'g ← g·min(1, s / ‖g‖)',
    source: 'Pascanu et al. 2013, algorithm 1',
  },
  staleness: { kind: 'optimizer', formula: 'η ← η / staleness', source: 'Zhang et al. 2016, equation 6' },
  warmUp: {
    kind: 'optimizer',
    strength: { usual: usually(60, 30), min: 1, max: 5000, whole: true, sweep: [10, 30, 60, 100, 200] },
    formula: 'η_t = η·min(1, t / s)',
    source: 'Goyal et al. 2017, section 2.2',
  },
  rate: {
    kind: 'optimizer',
    strength: strength(0.5, 0.01, 2, [0.1, 0.25, 0.5, 0.7, 1.5, 2]),
    formula: 'η ← s·η',
    source: '',
  },
  decay: {
    kind: 'optimizer',
    strength: strength(0.1, 0, 1, [0, 0.1, 0.3, 0.6]),
    formula: 'η_t = η·(1 + (s − 1)·t / steps)',
    source: '',
  },
  leaky: { kind: 'expert', formula: 'h_e = max(x, 0.01·x)', source: 'Maas et al. 2013, equation 2' },
  swish: { kind: 'expert', formula: 'h_e = x·σ(x), the shared layer too', source: 'Ramachandran et al. 2017' },
  swishExperts: { kind: 'expert', formula: 'h_e = x·σ(x)', source: 'Ramachandran et al. 2017' },
  layerNorm: {
    kind: 'expert',
    formula: 'h_e = swish((x − mean x) / √(var x + 10⁻⁵))',
    source: 'Ba et al. 2016, section 3; with Swish, as batch norm has it in HoME (2024)',
  },
  cgc: {
    kind: 'architecture',
    formula: 'each task: one expert of its own, four shared',
    source: 'Tang et al. 2020, section 4.1',
  },
} as const satisfies Record<string, CureInfo>;

export type CureName = keyof typeof CURES;
export const CURE_NAMES = Object.keys(CURES) as CureName[];

export const infoOf = (name: CureName): CureInfo => CURES[name];
