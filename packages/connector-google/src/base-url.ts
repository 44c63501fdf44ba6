import { baseUrlProblem } from '@opencasb/connector-kit'
import { z } from 'zod'

/** Validates the root of an API, and takes the slash at its end away. */
export const baseUrl: z.ZodType<string, string> = z
  .string({ error: 'must be a URL' })
  .overwrite((text) => text.replace(/\/+$/, ''))
  .superRefine((text, context) => {
    const problem = baseUrlProblem(text, 'https://gateway.example.com')
    if (problem) context.addIssue({ code: 'custom', message: problem })
  })
