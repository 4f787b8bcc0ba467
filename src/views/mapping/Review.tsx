import { useTranslation } from 'react-i18next';
import { useNumberWords } from '../format.ts';
import { Gap } from '../ui/Gap.tsx';
import { Columns } from './Columns.tsx';
import { accept, forgetKept, leave, readFile, type Reviewing } from './importing.ts';
import { Made } from './Made.tsx';
import { Ragged } from './Ragged.tsx';
import { SaveLoad } from './SaveLoad.tsx';
import { Whole } from './Whole.tsx';
import styles from './mapping.module.css';

/** What the file is taken for, column by column; what that makes; and the press that trains on it. */
export function Review(stage: Reviewing) {
  const { t } = useTranslation();
  const { found, mapping, checked, taking, kept } = stage;
  return (
    <div className={styles.review}>
      <Facts {...stage} />
      {kept && (
        <p>
          {t(`mapping.kept.${kept}`)}
          <Gap />
          <button type="button" className="button small" onClick={forgetKept}>
            {t('mapping.forget')}
          </button>
        </p>
      )}
      <Columns found={found} mapping={mapping} />
      <Whole mapping={mapping} />
      <Made checked={checked} />
      <SaveLoad names={found.profiles.map(({ name }) => name)} mapping={mapping} />
      <p className={styles.actions}>
        <button type="button" className="button primary" disabled={taking || checked?.kind !== 'fits'} onClick={accept}>
          {t(taking ? 'mapping.taking' : 'mapping.take')}
        </button>
        <button type="button" className="button" onClick={leave}>
          {t('mapping.cancel')}
        </button>
      </p>
    </div>
  );
}

/** What was found in the file besides its columns. */
function Facts({ file, found }: Reviewing) {
  const { t } = useTranslation();
  const numbers = useNumberWords();
  const { facts, rows, profiles } = found;
  const names = { count: rows, name: file.name, rows: numbers.plain(rows), columns: numbers.plain(profiles.length) };
  const read = { read: numbers.plain(rows), all: numbers.plain(facts.rowsInFile) };
  return (
    <>
      <p>{t('mapping.summary', names)}</p>
      {facts.sampled !== 'no' && <p>{t(`mapping.sampled.${facts.sampled}`, read)}</p>}
      <Header file={file} header={facts.header} doubtful={facts.headerLooksLikeData} />
      {facts.indexDropped && <p>{t('mapping.indexDropped')}</p>}
      {facts.renamed
        .filter(({ why }) => why !== 'padded')
        .slice(0, 10)
        .map(({ from, to, why }) => (
          <p key={to}>{t(why === 'blank' ? 'mapping.renamedBlank' : 'mapping.renamed', { from, to })}</p>
        ))}
      <Ragged ragged={facts.ragged} />
    </>
  );
}

/** Asks whether the first row holds names, where that is not certain. */
function Header({ file, header, doubtful }: { file: File; header: boolean; doubtful: boolean }) {
  const { t } = useTranslation();
  if (header && !doubtful) return null;
  return (
    <div className={styles.ask}>
      <p>{t(header ? 'mapping.header.ask' : 'mapping.header.none')}</p>
      <button
        type="button"
        className="button"
        onClick={() => {
          readFile(file, !header);
        }}
      >
        {t(header ? 'mapping.header.no' : 'mapping.header.yes')}
      </button>
    </div>
  );
}
