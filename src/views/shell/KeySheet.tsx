import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { isWorded, KEY_SHEET } from '../keySheet.ts';
import shell from './shell.module.css';

/** What the page can do by key, in groups. */
export function KeySheet() {
  const { t } = useTranslation();
  return (
    <div className={shell.keys}>
      {KEY_SHEET.map((group) => (
        <section key={group.id}>
          <h3>{t(`shell.help.groups.${group.id}`)}</h3>
          <dl>
            {group.rows.map(({ id, keys }) => (
              <div key={id}>
                <dt>
                  {keys.map((key, i) => (
                    <Fragment key={key}>
                      {i > 0 && ' '}
                      <kbd>{isWorded(key) ? t(`shell.help.${key}`) : key}</kbd>
                    </Fragment>
                  ))}
                </dt>
                <dd>{t(`shell.help.keys.${id}`)}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
