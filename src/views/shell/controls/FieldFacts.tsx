import { useTranslation } from 'react-i18next';
import { getField, type Field } from '../../../run/fields.ts';
import { defaultState } from '../../../run/labState.ts';
import { Gap } from '../../ui/Gap.tsx';
import { useFieldWords } from '../fieldWords.ts';
import { rangeWords } from './rangeWords.ts';

const standard = defaultState();

/** A setting's default, its range, and its name in a link. */
export function FieldFacts({ field }: { field: Field }) {
  const { t } = useTranslation();
  const words = useFieldWords();
  // Any number can be a seed.
  const range = field.kind === 'number' && field.group !== 'seeds' ? field : null;
  return (
    <>
      {t('shell.controls.default', { value: words.value(field, getField(standard, field)) })}
      <Gap />
      {range && (
        <>
          {t('shell.controls.range', rangeWords(words.value(range, range.min), words.value(range, range.max)))}
          <Gap />
        </>
      )}
      {t('hint.panel.key', { key: field.key })}
    </>
  );
}
