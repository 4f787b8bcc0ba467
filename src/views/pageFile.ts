/**
 * Files of the page that are fetched when they are needed, and may not come: the network fails, or the page has been replaced by a newer one.
 * Asking again for a module that did not come fetches it again in Chromium (measured in 156: neither a module that failed nor one whose import
 * failed is kept) and Safari; Firefox keeps the failure, and only a reload mends it. Stylesheets are different: Vite's loader asks for each once,
 * and a second import would go on without. Those that failed are put in here.
 */
const STYLE = /Unable to preload CSS for (\S+)/;
const missingStyles = new Set<string>();

function hear(event: VitePreloadErrorEvent): void {
  const path = STYLE.exec(event.payload.message)?.[1];
  if (path !== undefined) missingStyles.add(path);
}

/** Listens for stylesheets that do not come. Call once. */
export function startPageFiles(): void {
  window.addEventListener('vite:preloadError', hear);
}

function fetchStyle(path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = path;
    link.addEventListener('load', () => {
      missingStyles.delete(path);
      resolve();
    });
    link.addEventListener('error', () => {
      link.remove();
      reject(new Error(`the stylesheet ${path} did not come`));
    });
    document.head.append(link);
  });
}

/** Fetches with `load`, and again whatever stylesheet failed before. */
export async function pageFile<T>(load: () => Promise<T>): Promise<T> {
  await Promise.all([...missingStyles].map(fetchStyle));
  return load();
}
