/** Choices that change how fast the kernels run, never what they compute (up to the order of sums). */
import type { TrainingSpec } from '../../model/spec.ts';
import type { Plan } from './plan.ts';

/** `cpu`: a software adapter such as SwiftShader. */
export type AdapterKind = 'cpu' | 'gpu';

export interface Tuning {
  /** Examples that one invocation takes forward and backward together: a weight is loaded once for all of them. */
  examples: number;
  /** The same in the evaluation. */
  evaluationExamples: number;
  /** Invocations per workgroup of the first training kernel, which should not be many more than a batch needs, and of the others. */
  trainWorkgroup: number;
  workgroup: number;
  /** Quads of input rows and of columns that one invocation of the update sums up. 0 rows: single rows instead of quads of rows. */
  tileRows: 0 | 1 | 2 | 4;
  tileColumns: 1 | 2;
  /** Lanes of a subgroup load different weights and pass them on to each other. Only for subgroups of exactly four. */
  shareLoads: boolean;
  /** Of the product of a vector with a matrix, so many of the matrix's quads are written out, or what one input quad needs; a loop passes over the rest. */
  unroll: number;
  /** Loops have ends that compilers cannot know, or they write out every pass and take many times as long. SwiftShader's does not; there it costs speed. */
  rolled: boolean;
}

/** What of a device and its adapter decides the tuning. */
export interface AdapterTraits {
  kind: AdapterKind;
  /** Whether every subgroup has exactly four lanes and the `subgroups` feature is on. */
  subgroupsOfFour: boolean;
}

/** @returns what is known about the adapter behind a device */
export function adapterTraits(device: GPUDevice, info: Partial<GPUAdapterInfo> | undefined): AdapterTraits {
  const text = `${info?.architecture ?? ''} ${info?.description ?? ''} ${info?.device ?? ''}`.toLowerCase();
  const kind =
    info?.isFallbackAdapter === true || /swiftshader|llvmpipe|lavapipe|basic render|warp/.test(text) ? 'cpu' : 'gpu';
  const four = info?.subgroupMinSize === 4 && info.subgroupMaxSize === 4;
  return { kind, subgroupsOfFour: four && device.features.has('subgroups') };
}

/** Examples × replicas of a step from which on a longer compilation pays for a shorter step, on a software adapter. */
const MANY_EXAMPLES = 256;
/** Quads of registers per example up to which the text for two examples still compiles in reasonable time: twice the registers take four times as long. */
const FEW_REGISTERS = 14;

/** @returns the fastest choices known for this adapter, model and population */
export function tuningFor(traits: AdapterTraits, plan: Plan, training: TrainingSpec, replicas: number): Tuning {
  if (traits.kind === 'cpu') {
    const pairs =
      training.batch * replicas >= MANY_EXAMPLES && plan.h + plan.u + plan.tower + plan.gates * plan.e <= FEW_REGISTERS;
    const examples = pairs ? 2 : 1;
    return {
      examples,
      evaluationExamples: examples,
      trainWorkgroup: 4,
      workgroup: 4,
      tileRows: traits.subgroupsOfFour ? 4 : 2,
      tileColumns: 2,
      shareLoads: traits.subgroupsOfFour,
      unroll: 0,
      rolled: !traits.subgroupsOfFour,
    };
  }
  return {
    examples: 1,
    evaluationExamples: 1,
    trainWorkgroup: training.batch > 32 ? 64 : 32,
    workgroup: 64,
    tileRows: 0,
    tileColumns: 1,
    shareLoads: false,
    unroll: 0,
    rolled: true,
  };
}
