import { useTranslation } from 'react-i18next';
import { Panel } from '../ui/Panel.tsx';
import { DropoutStudy } from './DropoutStudy.tsx';
import { Impression } from './Impression.tsx';

/** What an impression is predicted when its position is known, unknown, or taken to be the first; and what "missing" is worth. */
export function MissingCard() {
  const { t } = useTranslation();
  return (
    <Panel name={t('bias.missing.name')} title={t('bias.missing.title')} subtitle={t('bias.missing.subtitle')}>
      <div className="bias-missing">
        <Impression />
        <DropoutStudy />
      </div>
    </Panel>
  );
}
