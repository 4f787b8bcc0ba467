import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useWishes } from '../client.ts';
import { applyReset, undoPending } from '../control.ts';
import { useFocusGoesOn } from '../focus.ts';
import { pendingFields } from '../pending.ts';
import { useLab } from '../store.ts';
import { useFieldWords } from './fieldWords.ts';
import shell from './shell.module.css';

/** How many changes wait for a reset; 0 while they are taken up by themselves. */
export function usePending() {
  const state = useLab((lab) => lab.state);
  const { trained, moved } = useWishes();
  return moved ? pendingFields(state, trained) : [];
}

/** Says that changes wait for a reset, and offers both ways out. Stays out of the way of everything else. */
export function PendingBar() {
  const pending = usePending();
  return (
    <div role="status" className="pending-place">
      {pending.length > 0 && <Pending fields={pending} />}
    </div>
  );
}

function Pending({ fields }: { fields: ReturnType<typeof usePending> }) {
  const { t } = useTranslation();
  const words = useFieldWords();
  const box = useRef<HTMLDivElement>(null);
  useFocusGoesOn(box);
  // It takes room from the list of controls: the one in use stays in sight.
  useEffect(() => {
    const used = document.activeElement;
    if (used?.closest('.controls-scroll')) used.scrollIntoView({ block: 'nearest' });
  }, [fields.length]);
  return (
    <div ref={box} className="pending">
      <p>
        <strong>{t('shell.pending.title', { count: fields.length })}</strong>
        <span className={shell.pendingNames}>{fields.map((field) => words.label(field)).join(' · ')}</span>
      </p>
      <div className={shell.pendingWays}>
        <button type="button" className="button primary small" onClick={applyReset}>
          {t('shell.pending.apply')}
        </button>
        <button type="button" className="button small" onClick={undoPending}>
          {t('shell.pending.undo')}
        </button>
      </div>
    </div>
  );
}
