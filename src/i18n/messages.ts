/** The shape of the catalogue: English is its definition, every other language must have exactly its keys. */

/** The same keys with other words: a missing or an extra key is a type error. */
export type Words<T> = { readonly [K in keyof T]: T[K] extends string ? string : Words<T[K]> };
