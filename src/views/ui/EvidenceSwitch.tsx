import { useTranslation } from 'react-i18next';
import { choicesOf, isLive, shownOf, type Evidence, type Shelf } from '../../study/evidence.ts';
import { Segments } from '../charts/Segments.tsx';
import { useNumberWords } from '../format.ts';

/** What results are counted in. */
export type Counted = 'seeds' | 'worlds' | 'queries';

interface Props<Data> {
  shelf: Shelf<Data>;
  of: Counted;
  onChoose: (id: number) => void;
}

/** Which results are looked at, each with how many runs it rests on: stored ones, the reader's own, those of the running study. */
export function EvidenceSwitch<Data>({ shelf, of, onChoose }: Props<Data>) {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const choices = choicesOf(shelf);
  const shown = shownOf(shelf);
  if (!shown || choices.length < 2) return null;
  const own = choices.filter((choice) => choice.id > 0 && !isLive(shelf, choice));
  const words = (choice: Evidence<Data>): string => {
    if (isLive(shelf, choice)) return t('study.evidence.live');
    const n = t(`study.evidence.${choice.finished === 1 ? 'one' : 'many'}.${of}`, {
      n: numbers.fixed(choice.finished),
    });
    if (choice.id === 0) return t('study.evidence.stored', { n });
    return own.length > 1
      ? t('study.evidence.numbered', { number: own.indexOf(choice) + 1, n })
      : t('study.evidence.own', { n });
  };
  return (
    <Segments
      label={t('study.evidence.label')}
      choices={choices.map((choice) => ({ value: choice.id, label: words(choice) }))}
      value={shown.id}
      onChange={onChoose}
    />
  );
}
