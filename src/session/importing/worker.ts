/** The import worker: a reader of files behind Comlink. */
import { expose } from 'comlink';
import { createImporter } from './importer.ts';

expose(createImporter());
