import { startTransition, StrictMode, type ComponentType } from 'react';
import { createRoot } from 'react-dom/client';
import { loadArea, startI18n } from './i18n/index.ts';
import { sayMissing } from './views/language.ts';
import { isEmbedded, usePageView } from './views/pageView.ts';
import { App } from './views/shell/App.tsx';
import './views/print.css';

/** The page with all that it has, or what another page shows of it. */
async function frameOfPage(): Promise<ComponentType> {
  return isEmbedded() ? (await import('./views/embed/EmbedFrame.tsx')).EmbedFrame : App;
}

/** Draws the page. @param addressed - resolves when the state says what the address asks for */
export async function drawPage(addressed: Promise<void>): Promise<void> {
  const [missing, Frame] = await Promise.all([startI18n(usePageView.getState().lang), addressed.then(frameOfPage)]);
  if (missing) sayMissing(missing);
  if (isEmbedded()) await loadArea('embed');
  // In slices, so that drawing the page never holds up the browser.
  startTransition(() => {
    createRoot(document.getElementById('root')!).render(
      <StrictMode>
        <Frame />
      </StrictMode>,
    );
  });
}
