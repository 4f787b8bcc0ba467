/** Settings out of the page and into it, as a file for people and programs. */
import { readSettings } from '../../run/settingsFile.ts';
import { openSettings } from '../control.ts';
import { notify, notifyLinkProblems } from '../notices.ts';
import { download } from '../ui/download.ts';
import { settingsNow } from './chapter.ts';
import { saying } from './take.ts';

/** No settings are longer: what is, is not read. */
const MOST_BYTES = 1_000_000;

export const saveSettings = (): Promise<void> =>
  saying(() => {
    download('mmoe-lab-settings.json', 'application/json', settingsNow());
  });

/** Opens the settings of a file; what cannot be used of them is named, and a file that is none leaves everything as it is. */
export const openSettingsFile = (file: Pick<File, 'name' | 'size' | 'text'>): Promise<void> =>
  saying(async () => {
    const read = file.size <= MOST_BYTES ? readSettings(await file.text()) : null;
    if (!read) {
      notify('error', 'takeout.problem.settings', { name: file.name }, 'file');
      return;
    }
    openSettings(read.state);
    notifyLinkProblems(read.problems);
  });
