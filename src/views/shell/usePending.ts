import { useWishes } from '../client.ts';
import { pendingFields } from '../pending.ts';
import { useLab } from '../store.ts';

/** The changes that wait for a reset; none while they are taken up by themselves. */
export function usePending(): ReturnType<typeof pendingFields> {
  const state = useLab((lab) => lab.state);
  const { trained, moved } = useWishes();
  return moved ? pendingFields(state, trained) : [];
}
