/** What the page's frame says once the controls are there, and words that several chapters share; `shell.*` goes on in first.ts. */
import common from './common.ts';
import errors from './errors.ts';
import fields from './fields.ts';
import shell from './shell.ts';

export default { ...common, ...errors, ...fields, shell } as const;
