/** Whether the page has been replaced by a newer version on its server. */

/** The page's first script, whose name changes with what is in it. */
const ownScript = (): string | undefined =>
  document.querySelector<HTMLScriptElement>('script[type="module"][src]')?.src.replace(/.*\//, '');

/** @returns false also where nobody can tell: the network fails, or something else answers */
export async function isReplaced(): Promise<boolean> {
  const script = ownScript();
  if (script === undefined) return false;
  try {
    const answer = await fetch(location.pathname, { cache: 'no-store' });
    const page = answer.ok ? await answer.text() : '';
    return page.includes('id="root"') && !page.includes(`/${script}`);
  } catch {
    return false;
  }
}
