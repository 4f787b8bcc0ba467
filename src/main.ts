/**
 * What has to happen first: the training worker is started, and the run opened, before React and the words have arrived. They are fetched
 * meanwhile (index.html names them, see scripts/beside.mjs) and draw the page.
 */
// First: it orders the layers.
import './views/theme.css';
import { startAddress } from './views/address.ts';
import { startWorker } from './views/client.ts';
import { startContrast } from './views/contrast.ts';
import { mayBeAsked, wantedBackend } from './views/engineChoice.ts';
import { takeMark } from './views/keep/mark.ts';
import { startLater } from './views/later.ts';
import { startPageFiles } from './views/pageFile.ts';
import { startPageView } from './views/pageView.ts';
import { startProjector } from './views/projector.ts';
import { startTheme } from './views/theme.ts';
import { startVisibility } from './views/visibility.ts';

startPageFiles();
const page = import('./page.tsx');
// Where it does not come, index.html has words for it, which stay.
page.then(
  ({ drawPage }) => drawPage(addressed),
  () => undefined,
);
startPageView();
startTheme();
startContrast();
const { search } = location;
const kept = takeMark();
const addressed = startAddress().then(async ({ course, until }) => {
  // A page that was loaded anew goes on with its run. Where that does not come, the run is trained to where it was.
  const saved =
    kept === null
      ? undefined
      : await import('./views/keep/takeUp.ts').then(
          ({ takeUp }) => takeUp(kept, course),
          () => undefined,
        );
  startWorker(course, { backend: wantedBackend(), compare: mayBeAsked(), until, ...(saved && { saved }) });
  startVisibility();
  startProjector(search);
  startLater();
});
