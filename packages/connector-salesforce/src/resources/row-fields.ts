import { z } from 'zod'

/** A record id. */
export const idField: z.ZodType<string> = z.string().min(1)

/** A text that may be missing or empty. */
export const textField: z.ZodType<string | undefined> = z
  .string()
  .nullish()
  .transform((text) => text ?? undefined)

/** A moment that may be missing; `null` is "never". */
export const momentField: z.ZodType<string | null | undefined> = z
  .string()
  .refine((text) => !Number.isNaN(Date.parse(text)), 'is no date')
  .nullish()
