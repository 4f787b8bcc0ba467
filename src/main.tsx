// First: it orders the layers.
import './views/theme.css';
import { startTransition, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startI18n } from './i18n/index.ts';
import { startAddress } from './views/address.ts';
import { startWorker } from './views/client.ts';
import { sayMissing } from './views/language.ts';
import { startPageFiles } from './views/pageFile.ts';
import { startContrast } from './views/contrast.ts';
import { mayBeAsked, wantedBackend } from './views/engineChoice.ts';
import { App } from './views/shell/App.tsx';
import { startTheme } from './views/theme.ts';
import { startVisibility } from './views/visibility.ts';

startTheme();
startPageFiles();
startContrast();
const { course, until } = await startAddress();
// Before the first render: the worker loads and makes the world while the page is drawn.
startWorker(course, { backend: wantedBackend(), compare: mayBeAsked(), until });
startVisibility();
const missing = await startI18n();
if (missing) sayMissing(missing);
// In slices, so that drawing the page never holds up the browser.
startTransition(() => {
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
});
