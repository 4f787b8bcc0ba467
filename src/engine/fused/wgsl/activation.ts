/** Activations other than ReLU and layer norm, as WGSL expressions on quads: only what some replica of a population has is in the text. */
import { LAYER_NORM_EPSILON, LEAKY_SLOPE, type Activation } from '../../../model/cures.ts';
import { CHOICE, type PopulationCures } from '../cures.ts';
import type { Plan } from '../plan.ts';
import { float, range, sum, type Code } from './code.ts';

/** Of which layer: the stem of the names that hold the replica's choice, `{layer}Leak` and `{layer}Swish`. */
export type Layer = 'shared' | 'expert';

/** Functions that cured kernels call. The sigmoid takes no exponential of a positive number, which might overflow. */
export const CURE_HELPERS = `
fn minOf(v: vec4f) -> f32 { return min(min(v.x, v.y), min(v.z, v.w)); }
fn sigmoids(v: vec4f) -> vec4f { let e = exp(-abs(v)); return select(e, vec4f(1.0), v >= vec4f(0.0)) / (vec4f(1.0) + e); }
fn swish(v: vec4f) -> vec4f { return v * sigmoids(v); }
fn swishSlope(v: vec4f) -> vec4f { let s = sigmoids(v); return s * (vec4f(1.0) + v * (vec4f(1.0) - s)); }
fn leaky(v: vec4f, leak: f32) -> vec4f { return select(leak * v, v, v > vec4f(0.0)); }
fn slope(v: vec4f, leak: f32) -> vec4f { return select(vec4f(leak), vec4f(1.0), v > vec4f(0.0)); }
`;

/** By how much negative inputs leak: the same in all replicas, or each its own. */
const leakOf = (kinds: readonly Activation[], layer: Layer): string =>
  !kinds.includes('leaky') ? '0.0' : kinds.length > 1 ? `${layer}Leak` : float(LEAKY_SLOPE);

/** An expression for all replicas: `swish` of those that have it, `others` of the others. */
function chosen(kinds: readonly Activation[], layer: Layer, others: string, swish: string): string {
  if (!kinds.includes('swish')) return others;
  return kinds.length === 1 ? swish : `select(${others}, ${swish}, ${layer}Swish)`;
}

/** act(v) */
export const activated = (kinds: readonly Activation[], layer: Layer, v: string): string =>
  chosen(kinds, layer, kinds.includes('leaky') ? `leaky(${v}, ${leakOf(kinds, layer)})` : `relu(${v})`, `swish(${v})`);

/** d act(v) / dv; without Swish the output may stand for v, whose sign it has. */
export const slopeOf = (kinds: readonly Activation[], layer: Layer, v: string): string =>
  chosen(kinds, layer, `slope(${v}, ${leakOf(kinds, layer)})`, `swishSlope(${v})`);

/** A delta of act(v) taken back to v. A closed ReLU lets nothing through, whatever it is. */
export const opened = (kinds: readonly Activation[], layer: Layer, v: string, delta: string): string =>
  kinds.every((kind) => kind === 'relu') ? `open(${v}, ${delta})` : `(${delta}) * ${slopeOf(kinds, layer, v)}`;

/** Whether replica `r` has chosen it. */
export const chose = (bit: number): string => `(replicas[r].choices & ${String(bit)}u) != 0u`;

/** Reads a replica's choices into names, in `main`. */
export function activationChoices(code: Code, cures: PopulationCures): void {
  const { layerNorm } = cures;
  for (const [layer, bit] of [
    ['shared', CHOICE.sharedSwish],
    ['expert', CHOICE.expertSwish],
  ] as const) {
    const kinds = cures[layer];
    if (kinds.length === 1) continue;
    if (kinds.includes('leaky')) code.add(`let ${layer}Leak = replicas[r].${layer}Leak;`);
    if (kinds.includes('swish')) code.add(`let ${layer}Swish = ${chose(bit)};`);
  }
  if (layerNorm === 'some') code.add(`let normed = ${chose(CHOICE.layerNorm)};`);
}

/** Layer norm of some units, their padding left at 0. */
interface Norm {
  code: Code;
  plan: Plan;
  /** Registers of the units. */
  names: readonly string[];
}

/** `value` for units, 0 for the padding of the last quad. */
function ofUnits({ model: { expertUnits }, u }: Plan, q: number, value: string): string {
  if (q < u - 1 || expertUnits % 4 === 0) return value;
  const real = range(4).map((lane) => String(lane < expertUnits % 4));
  return `select(vec4f(0.0), ${value}, vec4<bool>(${real.join(', ')}))`;
}

/** Centres and scales an expert's pre-activations. @returns the name of 1 over their standard deviation */
export function normalise({ code, plan, names }: Norm): string {
  const units = float(plan.model.expertUnits);
  const mean = code.let('mean', `total(${sum(names)}) / ${units}`);
  const centred = names.map((name, q) => code.let('centred', ofUnits(plan, q, `${name} - vec4f(${mean})`)));
  const variance = code.let('variance', `total(${sum(centred.map((name) => `${name} * ${name}`))}) / ${units}`);
  const scale = code.let('scale', `inverseSqrt(${variance} + ${float(LAYER_NORM_EPSILON)})`);
  names.forEach((name, q) => code.add(`${name} = ${ifNormed(plan, name, `${scale} * ${centred[q]}`)};`));
  return scale;
}

/**
 * From deltas of what {@link normalise} left to deltas of what it was given: scale · (d − mean d − ẑ · mean(d · ẑ)).
 * @param names - the deltas, which are replaced; @param normal - ẑ; @param scale - 1 over the standard deviation
 */
export function normaliseBack({ code, plan, names }: Norm, normal: readonly string[], scale: string): void {
  const units = float(plan.model.expertUnits);
  const mean = code.let('mean', `total(${sum(names)}) / ${units}`);
  const along = code.let('along', `total(${sum(names.map((name, q) => `${name} * ${normal[q]}`))}) / ${units}`);
  names.forEach((name, q) => {
    const back = ofUnits(plan, q, `${scale} * (${name} - vec4f(${mean}) - ${along} * ${normal[q]})`);
    code.add(`${name} = ${ifNormed(plan, name, back)};`);
  });
}

const ifNormed = ({ cures }: Plan, plain: string, normed: string): string =>
  cures.layerNorm === 'all' ? normed : `select(${plain}, ${normed}, normed)`;
