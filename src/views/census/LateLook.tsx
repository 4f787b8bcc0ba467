import { useEffect, useState, type ComponentType } from 'react';
import { loadArea } from '../../i18n/index.ts';
import { pageFile } from '../pageFile.ts';

/** The cards come with their words and numbers when the sample is open, and not before. */
async function fetchLook(): Promise<ComponentType> {
  const [{ CensusLook, findLook }] = await Promise.all([
    import('./CensusLook.tsx'),
    loadArea('census'),
    loadArea('polarization'),
  ]);
  await findLook();
  return CensusLook;
}

/** A look at Census-Income, as soon as it has been fetched. */
export function LateLook() {
  const [Look, setLook] = useState<ComponentType | null>(null);
  useEffect(() => {
    pageFile(fetchLook).then(
      (look) => {
        setLook(() => look);
      },
      // Without these cards the chapter is what it is elsewhere.
      () => undefined,
    );
  }, []);
  return Look && <Look />;
}
