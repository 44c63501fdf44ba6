import { z } from 'zod'

/** A parameter that is a number of days. */
export function days<N extends string>(name: N, usual: number, what: string): z.ZodType<Readonly<Record<N, number>>> {
  const shape = { [name]: z.number().int().positive().default(usual).describe(what) }
  // The name is known to the caller; a computed key is only a string to zod.
  return z.object(shape) as unknown as z.ZodType<Readonly<Record<N, number>>>
}
