import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '../../i18n/index.ts';
import { currentLink } from '../address.ts';
import { stepNow, useLab } from '../store.ts';
import { Choice } from '../ui/Choice.tsx';
import { CopyText } from './CopyText.tsx';
import { exampleOf, pageOf, snippet, type EmbedChoice } from './links.ts';
import { Start, type Opening } from './Start.tsx';
import panel from '../ui/panel.module.css';
import styles from './share.module.css';

const CHAPTER = 'chapter';
const THEMES = ['viewer', 'light', 'dark'] as const;

/** The pictures that the open chapter shows now, by their stable names, with the names that they are known by. */
const picturesNow = (): Map<string, string> =>
  new Map(
    [...document.querySelectorAll('#pictures [data-card]')].map((card) => [
      card.getAttribute('data-card') ?? '',
      card.getAttribute('aria-label') ?? '',
    ]),
  );

/** What another page needs to show this one, or a picture of it. */
export function EmbedForm() {
  const { t } = useTranslation();
  const [step] = useState(stepNow);
  const [pictures] = useState(picturesNow);
  const [opens, setOpens] = useState<Opening>('beginning');
  const [choice, setChoice] = useState<EmbedChoice>(() => ({
    card: null,
    controls: true,
    play: false,
    lang: currentLanguage(),
    theme: null,
  }));
  const change = (some: Partial<EmbedChoice>): void => {
    setChoice((before) => ({ ...before, ...some }));
  };
  const chapter = useLab((lab) => lab.state.view.chapter);
  const chapterName = t(`field.view.chapter.choice.${chapter}`);
  const address = currentLink(opens === 'trained' ? step : 0, undefined, pageOf(choice));
  const shown = choice.card === null ? chapterName : (pictures.get(choice.card) ?? choice.card);
  const title = t('named', { name: t('shell.brand'), value: shown });
  return (
    <div className={styles.form}>
      <Choice
        label={t('share.embed.what')}
        value={choice.card ?? CHAPTER}
        choices={[CHAPTER, ...pictures.keys()]}
        words={(card) => pictures.get(card) ?? t('share.embed.chapter', { chapter: chapterName })}
        onChange={(card) => {
          change({ card: card === CHAPTER ? null : card });
        }}
      />
      <Start step={step} value={opens} onChange={setOpens} />
      <Choice
        label={t('share.embed.theme')}
        value={choice.theme ?? 'viewer'}
        choices={THEMES}
        words={(theme) => t(`share.embed.themes.${theme}`)}
        onChange={(theme) => {
          change({ theme: theme === 'viewer' ? null : theme });
        }}
      />
      <Switches choice={choice} change={change} />
      <CopyText label={t('share.embed.snippet')} text={snippet(address, title, choice)} rows={5} />
      <CopyText label={t('share.embed.address')} text={address} rows={2} />
      <p>
        <a href={address} target="_blank" rel="noopener">
          {t('share.embed.try')}
        </a>
      </p>
      <details>
        <summary>{t('share.embed.messages')}</summary>
        <p className={panel.note}>{t('share.embed.messagesText')}</p>
        <pre tabIndex={0} lang="en" aria-label={t('share.embed.messages')}>
          {exampleOf(location.origin)}
        </pre>
      </details>
    </div>
  );
}

interface SwitchesProps {
  choice: EmbedChoice;
  change: (some: Partial<EmbedChoice>) => void;
}

function Switches({ choice, change }: SwitchesProps) {
  const { t } = useTranslation();
  const row = (words: string, checked: boolean, onChange: (checked: boolean) => void) => (
    <label className={styles.switch}>
      <input
        type="checkbox"
        role="switch"
        className="switch"
        checked={checked}
        onChange={(event) => {
          onChange(event.target.checked);
        }}
      />
      {words}
    </label>
  );
  return (
    <div className={styles.switches}>
      {row(t('share.embed.controls'), choice.controls, (controls) => {
        change({ controls });
      })}
      {row(t('share.embed.play'), choice.play, (play) => {
        change({ play });
      })}
      {row(t('share.embed.language'), choice.lang !== null, (always) => {
        change({ lang: always ? currentLanguage() : null });
      })}
    </div>
  );
}
