/** All of the open chapter out of the page: an archive, or a report. */
import { download } from '../ui/download.ts';
import { chapterArchive } from './chapter.ts';
import { chapterReport } from './report.ts';
import { sayNow, saying } from './take.ts';

export const takeChapter = (): Promise<void> =>
  saying(async () => {
    const { name, bytes } = await chapterArchive(sayNow());
    download(name, 'application/zip', bytes);
  });

export const takeReport = (): Promise<void> =>
  saying(async () => {
    const { name, html } = await chapterReport(sayNow());
    download(name, 'text/html', html);
  });
