import { z } from 'zod'

/** A listing that is judged as a whole and fits on one page. One with further pages is not read, rather than in part. */
export function wholeList<T>(item: z.ZodType<T>): z.ZodType<readonly T[]> {
  return z
    .looseObject({
      '@odata.nextLink': z.undefined({ error: 'says that there are further pages' }).optional(),
      value: z.array(item),
    })
    .transform(({ value }) => value)
}
