import { useCallback, useState, type MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { notify } from '../notices.ts';
import { Icon } from '../shell/icons.tsx';
import { Popup } from '../shell/Popup.tsx';
import { cardOf, hasPicture, hasTable } from './offers.ts';
import type { Kind } from './take.ts';
import styles from './takeout.module.css';

/** Takes something out of the card that a button is in; what does it is fetched then. */
export const takeOutOf =
  (kind: Kind) =>
  ({ currentTarget }: MouseEvent): void => {
    const card = cardOf(currentTarget);
    if (!card) return;
    import('./take.ts').then(
      ({ take }) => take(card, kind),
      (error: unknown) => {
        notify('error', 'errors.export', { message: error instanceof Error ? error.message : String(error) }, 'run');
      },
    );
  };

/**
 * In the head of a card: its picture and its numbers as files.
 * @param name - of the card
 * @param empty - there is nothing yet: its place is kept
 */
export function TakeOutMenu({ name, empty = false }: { name: string; empty?: boolean }) {
  const { t } = useTranslation();
  return (
    <div className={`take-out ${styles.menu} ${empty ? styles.unseen : ''}`} data-take="no">
      <Popup
        className={styles.button}
        align="right"
        label={t('charts.take.open', { card: name })}
        face={<Icon name="takeOut" />}
      >
        <Items />
      </Popup>
    </div>
  );
}

/** What there is to take out when the menu opens. */
function Items() {
  const { t } = useTranslation();
  const [kinds, setKinds] = useState<readonly Kind[]>([]);
  const look = useCallback((element: HTMLElement | null): void => {
    const card = element && cardOf(element);
    if (!card) return;
    setKinds([...(hasPicture(card) ? (['svg', 'png'] as const) : []), ...(hasTable(card) ? (['csv'] as const) : [])]);
  }, []);
  return (
    <div ref={look}>
      {kinds.length === 0 && <p>{t('charts.take.nothing')}</p>}
      {kinds.map((kind) => (
        <button key={kind} type="button" className="popup-item" onClick={takeOutOf(kind)}>
          {t(`charts.take.${kind}`)}
        </button>
      ))}
    </div>
  );
}
