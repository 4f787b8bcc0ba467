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
import { startPageFiles } from './views/pageFile.ts';
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
startTheme();
startContrast();
const { search } = location;
const addressed = startAddress().then(({ course, until }) => {
  startWorker(course, { backend: wantedBackend(), compare: mayBeAsked(), until });
  startVisibility();
  startProjector(search);
});
