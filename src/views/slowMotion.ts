/** Slow motion: a training step gone through phase by phase. What the network's picture has to know of it before, and while, its page is there. */
import { create } from 'zustand';
import { pause, useWishes } from './client.ts';
import { setView } from './control.ts';

/** What the picture of the network shows of a phase. */
export interface SlowPicture {
  title: string;
  subtitle: string;
  /** The longest subtitle of any phase: each has its room, so that the picture stays where it is. */
  room: string;
  /** [4 × E] gate weights that lines and bars show; null = those of the newest frame. */
  weights: Float64Array | null;
  /** Nodes and edges (by id) that act. */
  nodes: ReadonlySet<string>;
  edges: ReadonlySet<string>;
  /** Edges that dropout has cut. */
  dropped: ReadonlySet<string>;
  /** Which way numbers run. */
  flow: 'forward' | 'back' | null;
}

interface SlowMotion {
  open: boolean;
  picture: SlowPicture | null;
}

export const useSlowMotion = create<SlowMotion>()(() => ({ open: false, picture: null }));

/** Opens it where the network is, and has a run that trains stand still. */
export function openSlowMotion(): void {
  const { playing, until } = useWishes.getState();
  if (playing || until > 0) pause();
  setView({ chapter: 'train' });
  useSlowMotion.setState({ open: true });
}

export function closeSlowMotion(): void {
  useSlowMotion.setState({ open: false, picture: null });
}
