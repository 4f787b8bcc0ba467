import { beforeEach, describe, expect, it, vi } from 'vitest';
import { useWishes } from '../client.ts';
import { play } from '../control.ts';
import { useLab } from '../store.ts';
import { playOnceTrained } from './start.ts';

vi.mock('../control.ts', () => ({ play: vi.fn() }));

/** Trained as far as the link says. */
const there = (status: 'paused' | 'finished' | 'running'): void => {
  useLab.setState({ status });
  useWishes.setState({ until: 0 });
};

describe('an embedded page that plays by itself', () => {
  beforeEach(() => {
    vi.mocked(play).mockClear();
    useLab.setState({ status: 'opening' });
    useWishes.setState({ until: 0 });
  });

  it('plays at once where nothing has to be trained before', () => {
    playOnceTrained();
    expect(play).toHaveBeenCalledTimes(1);
  });

  it('plays on from the step that the link has it trained to, once', () => {
    useWishes.setState({ until: 100 });
    playOnceTrained();
    useLab.setState({ status: 'running' });
    useWishes.setState({ moved: true });
    expect(play).not.toHaveBeenCalled();
    there('paused');
    useWishes.setState({ playing: true });
    expect(play).toHaveBeenCalledTimes(1);
  });

  it.each(['running', 'finished'] as const)('does not where it was stopped on the way or has ended: %s', (status) => {
    useWishes.setState({ until: 100 });
    playOnceTrained();
    there(status);
    useLab.setState({ status: 'paused' });
    expect(play).not.toHaveBeenCalled();
  });

  it('is given up', () => {
    useWishes.setState({ until: 100 });
    playOnceTrained()();
    there('paused');
    expect(play).not.toHaveBeenCalled();
  });
});
