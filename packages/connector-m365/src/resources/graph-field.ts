import { z } from 'zod'

/**
 * Fields as Graph gives them: what is not set is null, or left out of change feeds. Both are `undefined` here; anything of
 * another type makes the item unreadable.
 */
export const graphField: {
  readonly id: z.ZodType<string>
  readonly text: z.ZodType<string | undefined>
  readonly flag: z.ZodType<boolean | undefined>
  readonly texts: z.ZodType<readonly string[]>
} = {
  id: z.string().min(1),
  text: z
    .string()
    .nullish()
    .transform((value) => value ?? undefined),
  flag: z
    .boolean()
    .nullish()
    .transform((value) => value ?? undefined),
  texts: z
    .array(z.string())
    .nullish()
    .transform((value) => value ?? []),
}

/** A list of objects; one that is not set is empty. */
export function graphList<T>(item: z.ZodType<T>): z.ZodType<readonly T[]> {
  return z
    .array(item)
    .nullish()
    .transform((value) => value ?? [])
}

/** An object that may not be set. */
export function graphObject<T>(shape: z.ZodType<T>): z.ZodType<T | undefined> {
  return shape.nullish().transform((value) => value ?? undefined)
}
