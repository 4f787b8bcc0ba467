import { FIELDS, getField, sameValue } from '../../run/fields.ts';
import { defaultState } from '../../run/labState.ts';
import { currentLink } from '../address.ts';
import { plannedNow } from '../control.ts';
import { useSay } from '../say.ts';
import { useFieldWords } from './fieldWords.ts';
import { stepNow } from '../store.ts';
import { usePrinting } from './printing.ts';
import shell from './shell.module.css';

/** Below a printed chapter: what made it, and the link that shows it again. Never on screen. */
export function PrintedFoot() {
  return usePrinting() && <Foot />;
}

function Foot() {
  const { t, numbers } = useSay();
  const words = useFieldWords();
  const usual = defaultState();
  const state = { ...usual, ...plannedNow() };
  const changed = FIELDS.filter(
    (field) => field.group !== 'view' && !sameValue(getField(state, field), getField(usual, field)),
  );
  const settings = changed.map((field) =>
    t('named', { name: words.named(field), value: words.value(field, getField(state, field)) }),
  );
  return (
    <footer className={shell.printed}>
      <h2>{t('shell.printed.settings')}</h2>
      <p>{settings.length > 0 ? settings.join(t('semicolon')) : t('shell.printed.usual')}</p>
      <h2>{t('shell.printed.link', { step: numbers.fixed(stepNow()) })}</h2>
      <p>{currentLink(stepNow())}</p>
    </footer>
  );
}
