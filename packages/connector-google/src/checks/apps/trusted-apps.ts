import { z } from 'zod'

/** Parameters of checks of applications. */
export const trustedApps: z.ZodType<{ readonly trusted: readonly string[] }> = z.object({
  /** Client ids of applications that may have what they have, Google's own among them. */
  trusted: z.array(z.string().min(1)).default([]),
})

/** Why trusted applications are not judged. */
export const isTrusted = 'The application is named as one that may'
