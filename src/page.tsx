import { startTransition, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startI18n } from './i18n/index.ts';
import { sayMissing } from './views/language.ts';
import { App } from './views/shell/App.tsx';
import './views/print.css';

/** Draws the page. @param addressed - resolves when the state says what the address asks for */
export async function drawPage(addressed: Promise<void>): Promise<void> {
  const [missing] = await Promise.all([startI18n(), addressed]);
  if (missing) sayMissing(missing);
  // In slices, so that drawing the page never holds up the browser.
  startTransition(() => {
    createRoot(document.getElementById('root')!).render(
      <StrictMode>
        <App />
      </StrictMode>,
    );
  });
}
