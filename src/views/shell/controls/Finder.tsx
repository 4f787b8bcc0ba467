import { useEffect, useRef, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../icons.tsx';
import { find, usePanel } from './panel.ts';
import styles from './controls.module.css';

/** The slider of the first setting, or what it has instead. */
function firstControl(list: HTMLElement | null): HTMLElement | null {
  const field = list?.querySelector('.field');
  return (
    field?.querySelector<HTMLElement>('input[type=range]') ?? field?.querySelector<HTMLElement>('input, select') ?? null
  );
}

/** Enter leads to the first control of the list: once that is what was asked for. */
function useEnter(list: RefObject<HTMLElement | null>, there: boolean) {
  const pressed = useRef(false);
  useEffect(() => {
    if (!there || !pressed.current) return;
    pressed.current = false;
    firstControl(list.current)?.focus();
  }, [list, there]);
  return {
    press: (): void => {
      if (there) firstControl(list.current)?.focus();
      else pressed.current = true;
    },
    /** Something else is asked for now. */
    forget: (): void => {
      pressed.current = false;
    },
  };
}

/**
 * Above the controls: a field to look for a setting in, and the way to fold the panel.
 * @param list - where what is found stands: Enter leads to its first control
 * @param listed - what stands there was found by this
 */
export function Finder({
  list,
  listed,
  onFold,
}: {
  list: RefObject<HTMLElement | null>;
  listed: string;
  onFold?: () => void;
}) {
  const { t } = useTranslation();
  const query = usePanel((panel) => panel.query);
  const field = useRef<HTMLInputElement>(null);
  const enter = useEnter(list, query === listed);
  return (
    <search className={styles.finder}>
      <input
        ref={field}
        type="search"
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="search"
        aria-label={t('hint.panel.find')}
        placeholder={t('hint.panel.find')}
        value={query}
        onChange={(event) => {
          enter.forget();
          find(event.target.value);
        }}
        onKeyDown={(event) => {
          // While Chinese is being composed, keys belong to the composing.
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Escape' && query !== '') {
            event.preventDefault(); // the sheet stays open
            event.stopPropagation();
            find('');
          } else if (event.key === 'Enter') enter.press();
        }}
      />
      {query !== '' && (
        <button
          type="button"
          className={styles.clear}
          aria-label={t('hint.panel.clear')}
          title={t('hint.panel.clear')}
          onClick={() => {
            find('');
            field.current?.focus();
          }}
        >
          <Icon name="close" />
        </button>
      )}
      {onFold && (
        <button
          type="button"
          className="button square"
          aria-label={t('hint.panel.fold')}
          title={t('hint.panel.fold')}
          onClick={onFold}
        >
          <Icon name="fold" />
        </button>
      )}
    </search>
  );
}
