import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { applyReset, undoPending } from '../control.ts';
import { useFocusGoesOn } from '../focus.ts';
import { useFieldWords } from './fieldWords.ts';
import { usePending } from './usePending.ts';
import shell from './shell.module.css';

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
  const names = fields.map((field) => words.label(field)).join(' · ');
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
        <span className={shell.pendingNames} title={names}>
          {names}
        </span>
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
