import { type Check, defineCheck, fail, pass } from '@opencasb/core/connector'
import { z } from 'zod'
import { notebook, sharing } from '../resources/notebook.ts'

const day = 24 * 60 * 60 * 1000

/** A question that needs one more request for each item. */
export const notebookPublicLink: Check = defineCheck({
  id: 'acme-notes/notebook-public-link',
  version: 1,
  title: 'Notebook is open to everybody who has its link',
  severity: 'medium',
  category: 'data-exposure',
  risk: 'Links travel: whoever gets one reads the notebook without signing in.',
  remediation: 'Open the notebook, choose Share, and remove the public link or let it expire soon.',
  on: notebook,
  with: { sharing },
  params: z.object({ maxDays: z.number().int().min(0).default(7) }),
  evaluate: ({ resource, sharing, params, now }) => {
    if (!sharing.public_link) return pass()
    const expires = sharing.link_expires_at
    if (expires === null) {
      return fail(`Everybody who has its link can read ${resource.title}, for ever`, { severity: 'high' })
    }
    return Date.parse(expires) - now.getTime() <= params.maxDays * day
      ? pass()
      : fail(`Everybody who has its link can read ${resource.title} for more than ${params.maxDays} days`, {
          evidence: { expires },
        })
  },
})
