/** The shape of the catalogue: English is its definition, every other language must have exactly its keys. */
import common from './en/common.ts';
import errors from './en/errors.ts';
import fields from './en/fields.ts';
import shell from './en/shell.ts';

/** The same keys with other words: a missing or an extra key is a type error. */
export type Words<T> = { readonly [K in keyof T]: T[K] extends string ? string : Words<T[K]> };

/**
 * The English words of the first page. `shell.*` belongs to its area; the top-level keys of the others are spread.
 * The words of the pictures and of the chapters come with the chapters: see areas.ts.
 */
export const english = { ...common, ...errors, ...fields, shell } as const;

export type Messages = Words<typeof english>;
