/** What a population has been through since a checkpoint, so that it can be gone through again. */
import type { PopulationSpec, ReplicaSpec } from '../model/spec.ts';
import { newReplicas } from './check.ts';
import type { Checkpoint } from './types.ts';

/** Rates that apply from a step on. */
export interface Change {
  step: number;
  replicas: readonly ReplicaSpec[];
}

/** Where a population is to be: from a checkpoint (the beginning, if there is none) through changes of its rates to a step. */
export class Course {
  step = 0;
  #version = 0;
  checkpoint: Checkpoint | null = null;
  /** Rates when the checkpoint was made. */
  from: readonly ReplicaSpec[];
  /** Rates now. */
  now: readonly ReplicaSpec[];
  readonly changes: Change[] = [];

  constructor(readonly population: PopulationSpec) {
    this.from = population.replicas;
    this.now = population.replicas;
  }

  /** Grows when another checkpoint is gone back to. */
  get version(): number {
    return this.#version;
  }

  change(replicas: readonly ReplicaSpec[]): void {
    this.now = newReplicas(this.now, replicas);
    this.changes.push({ step: this.step, replicas: this.now });
  }

  /** @returns takes a checkpoint that is asked for now, once it is there */
  mark(): (checkpoint: Checkpoint) => void {
    const { version, now } = this;
    const before = this.changes.at(-1);
    return (checkpoint) => {
      if (version !== this.version) return;
      this.checkpoint = checkpoint;
      this.from = now;
      if (before) this.changes.splice(0, this.changes.indexOf(before) + 1);
    };
  }

  /** @param checkpoint - nobody else's: it must stay what it is */
  goTo(checkpoint: Checkpoint): void {
    this.#version++;
    this.checkpoint = checkpoint;
    this.from = this.now;
    this.changes.length = 0;
    this.step = checkpoint.step;
  }
}
