/** What an experiment is to whoever runs it by name: the command line, tests. */
import type { StudyContext } from './train.ts';

export type Context = Pick<StudyContext, 'open' | 'onProgress' | 'signal'>;

/** A question that can be asked by name. `Options` are what the command line gives, as strings; results are plain JSON. */
export interface Experiment {
  name: string;
  /** One line for `--help`. */
  summary: string;
  /** Every option with its default and one line of help. */
  options: Record<string, { fallback: string; help: string }>;
  /** @throws v.ValiError naming the option that is wrong */
  run(
    options: Record<string, string>,
    context: Context,
  ): Promise<{ spec: unknown; results: unknown; table: string[][] }>;
}
