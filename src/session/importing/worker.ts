/** The import worker: a reader of files behind Comlink. */
import { expose, transfer } from 'comlink';
import { buffersOf } from './buffers.ts';
import { createImporter } from './importer.ts';

const importer = createImporter();
expose({
  ...importer,
  accept: async (...asked: Parameters<typeof importer.accept>) => {
    const accepted = await importer.accept(...asked);
    return transfer(accepted, buffersOf(accepted.log));
  },
});
