import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EXPORTS, type ExportKind } from '../../session/protocol.ts';
import { takeOut } from '../client.ts';
import { notify } from '../notices.ts';
import { useLab } from '../store.ts';
import { Choice } from '../ui/Choice.tsx';
import { download } from '../ui/download.ts';
import shell from './shell.module.css';

const ARMS = ['0', '1'] as const;

/** Takes a file out of a model as it is now. */
async function take(kind: ExportKind, arm: number): Promise<void> {
  try {
    const file = await takeOut(kind, arm);
    if (file) download(file.name, file.type, file.bytes);
    else notify('error', 'errors.exportNone', {}, 'run');
  } catch (error) {
    notify('error', 'errors.export', { message: error instanceof Error ? error.message : String(error) }, 'run');
  }
}

/** What other programs can read of a run: of the model that is shown, unless another one is chosen. */
export function TakeOut() {
  const { t } = useTranslation();
  const shown = useLab((lab) => lab.state.view.arm);
  const [arm, setArm] = useState(ARMS[shown]);
  const nothing = useLab(({ opened, status }) => !opened || status === 'diverged' || status === 'failed');
  const hasTable = useLab(({ opened }) => opened?.run.model.biasHandling === 'shallow-tower');
  return (
    <div role="group" aria-label={t('shell.bar.export.name')} className={shell.takeOut}>
      <Choice
        label={t('shell.bar.export.of')}
        value={arm}
        choices={ARMS}
        words={(choice) => t(`field.view.arm.choice.${choice}`)}
        onChange={setArm}
      />
      {EXPORTS.filter((kind) => kind !== 'bias' || hasTable).map((kind) => (
        <button
          key={kind}
          type="button"
          className="popup-item"
          disabled={nothing}
          onClick={() => {
            void take(kind, Number(arm));
          }}
        >
          {t(`shell.bar.export.${kind}`)}
        </button>
      ))}
    </div>
  );
}
