/** The shape of the catalogue: English is its definition, every other language must have exactly its keys. */
import charts from './en/charts.ts';
import common from './en/common.ts';
import errors from './en/errors.ts';
import fields from './en/fields.ts';
import network from './en/network.ts';
import shell from './en/shell.ts';

/** The same keys with other words: a missing or an extra key is a type error. */
export type Words<T> = { readonly [K in keyof T]: T[K] extends string ? string : Words<T[K]> };

/**
 * The English words of the first page. `charts.*`, `network.*` and `shell.*` belong to their area; the top-level keys of the others are spread.
 * The words of the other chapters come with them: see `loadArea` in index.ts.
 */
export const english = { ...common, ...errors, ...fields, charts, network, shell } as const;

export type Messages = Words<typeof english>;
