import { baseUrlProblem } from '@opencasb/connector-kit'
import type { StandardSchemaV1 } from '@opencasb/core'
import { z } from 'zod'
import type { M365Cloud } from './clouds.ts'
import type { SharingScope } from './resources/sharing/sharing-scope.ts'

/** Which tenant is read, and where. */
export interface M365Config {
  /** The tenant's id, or one of its verified domains: `acme.onmicrosoft.com`. */
  readonly tenant: string
  /** @default 'worldwide' */
  readonly cloud: M365Cloud
  /** Which part of the files, mailboxes and calendars is read. @default all of them */
  readonly sharing: SharingScope
  /** Other addresses than the cloud's own, for gateways and tests. Tokens are asked for as if they were not set. */
  readonly baseUrls: {
    /** @default the cloud's, such as `https://graph.microsoft.com` */
    readonly graph?: string | undefined
    /** @default the cloud's, such as `https://login.microsoftonline.com` */
    readonly login?: string | undefined
  }
}

const tenant = z
  .string({ error: 'must be the id of the tenant, or one of its domains' })
  .trim()
  .toLowerCase()
  .regex(
    /^(?:[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}|(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z\d-]{2,63})$/,
    'is neither the id of a tenant nor a domain: take "Tenant ID" from the overview of the Microsoft Entra admin center, or a domain such as acme.onmicrosoft.com',
  )

const baseUrl = z
  .string({ error: 'must be a URL' })
  .transform((text) => text.replace(/\/+$/, ''))
  .superRefine((text, context) => {
    const problem = baseUrlProblem(text, 'https://graph.example.com')
    if (problem) context.addIssue({ code: 'custom', message: problem })
  })

const signInName = z
  .string({ error: 'must be a sign-in name' })
  .trim()
  .regex(/^[^\s@]{1,64}@[a-z\d](?:[a-z\d.-]*[a-z\d])?$/i, 'is no sign-in name, as in user@acme.example')

const siteAddress = z
  .string({ error: 'must be the address of a site' })
  .trim()
  .regex(/^https:\/\/[^\s/]+(?:\/\S*)?$/i, 'is no address of a site, as in https://acme.sharepoint.com/sites/sales')

const sharing = z.strictObject(
  {
    users: z
      .array(signInName, { error: 'must be a list of sign-in names' })
      .min(1, 'name at least one user')
      .optional(),
    sites: z.array(siteAddress, { error: 'must be a list of addresses of sites' }).optional(),
    oneDrive: z.boolean({ error: 'must be true or false' }).default(true),
    everyItem: z.boolean({ error: 'must be true or false' }).default(false),
    since: z.iso.date({ error: 'must be a day, as in 2026-01-31' }).optional(),
  },
  {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `${issue.keys.join(', ')} is no setting here; there are users, sites, oneDrive, everyItem and since`
        : undefined,
  },
)

/** Validates the configuration of the Microsoft 365 connector. */
export const m365Config: StandardSchemaV1<unknown, M365Config> = z.strictObject(
  {
    tenant,
    cloud: z
      .enum(['worldwide', 'us-government-gcc-high', 'us-government-dod', 'china'], {
        error: 'must be worldwide, us-government-gcc-high, us-government-dod or china',
      })
      .default('worldwide'),
    sharing: sharing.default({ oneDrive: true, everyItem: false }),
    baseUrls: z
      .strictObject(
        { graph: baseUrl.optional(), login: baseUrl.optional() },
        {
          error: (issue) =>
            issue.code === 'unrecognized_keys'
              ? `${issue.keys.join(', ')} is no address of this connector; it takes graph and login`
              : undefined,
        },
      )
      .default({}),
  },
  {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `${issue.keys.join(', ')} is no setting of this connector; it takes tenant, cloud, sharing and baseUrls`
        : undefined,
  },
)
