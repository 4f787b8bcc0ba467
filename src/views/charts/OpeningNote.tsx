import { useTranslation } from 'react-i18next';
import { showOpeningRun } from '../control.ts';
import { usePageView } from '../pageView.ts';
import { useLab } from '../store.ts';
import { Gap } from '../ui/Gap.tsx';

/** Stands where the note about the chosen seed would: this is another run, and this is the way back. The runs of the lesson are others on purpose. */
export function OpeningNote() {
  const { t } = useTranslation();
  const open = useLab((lab) => lab.course !== null);
  const teaches = usePageView((page) => page.lesson !== null);
  if (!open || teaches) return null;
  return (
    <p className="chart-note opening-note">
      {t('shell.openingRun.other')}
      <Gap />
      <button type="button" className="button small" onClick={showOpeningRun}>
        {t('shell.openingRun.back')}
      </button>
    </p>
  );
}
