/** What a chapter's pictures need of every frame beside averages: what no picture shows is not read back. */
import type { Detail } from '../engine/types.ts';
import type { Chapter } from '../run/labState.ts';
import type { Frame } from '../session/protocol.ts';

/** AUC is made of the predictions; who follows an impression through the model, or serves with it, needs its parameters. */
const LOOKED: Partial<Record<Chapter, readonly Detail[]>> = {
  train: ['predictions', 'parameters'],
  gates: ['parameters'],
  'position-bias': ['parameters'],
  serve: ['parameters'],
  data: ['parameters'],
};

const NOTHING: readonly Detail[] = [];

export const lookedAt = (chapter: Chapter): readonly Detail[] => LOOKED[chapter] ?? NOTHING;

/** Whether a frame has what a chapter's pictures need: one that was made for another chapter may come first. */
export const suffices = ({ details }: Pick<Frame, 'details'>, chapter: Chapter): boolean =>
  !details || lookedAt(chapter).every((detail) => details.includes(detail));
