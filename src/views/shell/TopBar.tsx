import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLanguage, LANGUAGE_NAMES, LANGUAGES } from '../../i18n/index.ts';
import { openingLink } from '../address.ts';
import { setField, showOpeningRun } from '../control.ts';
import { chooseLanguage } from '../language.ts';
import { usePageView } from '../pageView.ts';
import { setTheme, THEMES, useTheme } from '../theme.ts';
import { EngineBadge } from './EngineBadge.tsx';
import { Icon } from './icons.tsx';
import { enterLesson, leaveLesson } from './LateLesson.tsx';
import { ShareButton } from './ShareButton.tsx';
import { Progress, Transport } from './Transport.tsx';
import shell from './shell.module.css';

interface Props {
  controls: {
    open: boolean;
    toggle: () => void;
    /** Beside the thumb rather than at the end of the bar. */ below: boolean;
  };
  onHelp: () => void;
}

/** On a narrow page the run's buttons stay at the lower edge, on more lines where letters are set wider: what stands above them hears how high they are. */
function useMeasuredRun() {
  const run = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!run.current) return;
    const observer = new ResizeObserver(([{ contentRect }]) => {
      document.documentElement.style.setProperty('--run-lines', `${contentRect.height}px`);
    });
    observer.observe(run.current);
    return () => {
      observer.disconnect();
    };
  }, []);
  return run;
}

/** The bar above everything: the run, and what concerns the page as a whole. */
export function TopBar({ controls, onHelp }: Props) {
  const { t } = useTranslation();
  const run = useMeasuredRun();
  const toggle = (
    <button
      type="button"
      className="button square controls-toggle"
      aria-label={t('shell.bar.controls')}
      title={t('shell.bar.controls')}
      aria-expanded={controls.open}
      onClick={controls.toggle}
    >
      <Icon name="sliders" />
    </button>
  );
  return (
    <header className={shell.bar}>
      <div className={shell.brand}>
        <a
          href={openingLink()}
          title={t('shell.openingRun.hint')}
          onClick={(event) => {
            if (event.ctrlKey || event.metaKey || event.shiftKey) return; // into another tab
            event.preventDefault();
            showOpeningRun();
          }}
        >
          {t('shell.brand')}
        </a>
        <button
          type="button"
          className={shell.about}
          title={t('shell.question.about')}
          onClick={() => {
            setField('view.chapter', 'about');
          }}
        >
          {t('field.view.chapter.choice.about')}
        </button>
      </div>
      <div ref={run} className={shell.barRun}>
        <Transport />
        <Progress />
        {controls.below && toggle}
      </div>
      <EngineBadge />
      <div className={shell.barPage}>
        <LessonButton />
        <LanguageSelect />
        <ThemeButton />
        <ShareButton />
        <button
          type="button"
          className="button square"
          aria-label={t('shell.bar.help')}
          title={t('shell.bar.help')}
          onClick={onHelp}
        >
          ?
        </button>
        {!controls.below && toggle}
      </div>
    </header>
  );
}

/** Opens the lesson where it was left, and leaves it. */
function LessonButton() {
  const { t } = useTranslation();
  const open = usePageView((page) => page.lesson !== null);
  return (
    <button
      type="button"
      className="button lesson-button"
      aria-label={t('shell.bar.lesson')}
      aria-expanded={open}
      title={t('shell.bar.lessonHint')}
      onClick={() => {
        if (open) leaveLesson();
        else enterLesson();
      }}
    >
      <Icon name="lesson" />
      <span className={shell.barWord}>{t('shell.bar.lesson')}</span>
    </button>
  );
}

function LanguageSelect() {
  const { t } = useTranslation();
  return (
    <select
      className={`button ${shell.language}`}
      aria-label={t('shell.bar.language')}
      value={currentLanguage()}
      onChange={(event) => {
        const chosen = LANGUAGES.find((language) => language === event.target.value);
        if (chosen) void chooseLanguage(chosen);
      }}
    >
      {LANGUAGES.map((language) => (
        <option key={language} value={language} lang={language}>
          {LANGUAGE_NAMES[language]}
        </option>
      ))}
    </select>
  );
}

/** Goes round: as the system, light, dark. */
function ThemeButton() {
  const { t } = useTranslation();
  const theme = useTheme((state) => state.theme);
  const label = t('named', { name: t('shell.bar.theme'), value: t(`shell.bar.themes.${theme}`) });
  return (
    <button
      type="button"
      className="button square"
      aria-label={label}
      title={label}
      onClick={() => {
        setTheme(THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length]);
      }}
    >
      <Icon name={theme} />
    </button>
  );
}
