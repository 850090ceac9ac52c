/** The shape of the Chinese words, which the English must have key by key. */
export type Words<T> = { [K in keyof T]: T[K] extends string ? string : Words<T[K]> };
