/** A value that survives `JSON.stringify` unchanged. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue }

/** A plain JSON object. */
export type JsonObject = { readonly [key: string]: JsonValue }
