import { z } from 'zod'

/**
 * The members of what Graph calls a flagged enumeration: one string with commas, or null. Members that nobody knows yet
 * are kept.
 */
export const flags: z.ZodType<readonly string[]> = z
  .union([z.string(), z.array(z.string())])
  .nullish()
  .transform((value) => (typeof value === 'string' ? value.split(',') : (value ?? [])).map((name) => name.trim()))
  .transform((names) => names.filter((name) => name !== ''))
