import type { StandardSchemaV1 } from '@opencasb/core'
import { z } from 'zod'
import { baseUrl } from './base-url.ts'
import { type GoogleApi, googleApiNames } from './google-api.ts'

/** Which part of the files, calendars and mailboxes is read. An absent list means everything. */
export interface SharingScope {
  /** Paths of organisational units, those below them included: `/Sales`. */
  readonly units?: readonly string[]
  /** E-mail addresses of users; where units are named too, only users that are in both lists. */
  readonly users?: readonly string[]
  /** Ids of shared drives; an empty list leaves shared drives out. */
  readonly drives?: readonly string[]
  /** Only files that were modified since this day: `2026-01-31`. */
  readonly since?: string
}

/** Which Google Workspace account is read, and in whose name. */
export interface GoogleConfig {
  /** The administrator in whose name the account is read. */
  readonly adminEmail: string
  /** The account's id, `C0123abcd`; `my_customer` is the administrator's own. @default 'my_customer' */
  readonly customer: string
  readonly sharing: SharingScope
  /**
   * Other roots of Google's APIs: for gateways and tests. `token` is where access tokens come from, `accounts` where
   * administrators consent.
   */
  readonly baseUrls: Readonly<Partial<Record<GoogleApi | 'token' | 'accounts', string>>>
}

const email = z
  .string({ error: 'must be the e-mail address of an administrator' })
  .trim()
  .regex(/^[^\s@]{1,64}@[a-z\d](?:[a-z\d.-]*[a-z\d])?$/i, 'is no e-mail address, as in admin@example.com')

const customer = z
  .string({ error: 'must be the id of the account' })
  .regex(
    /^(?:my_customer|C[\da-z]{3,30})$/,
    'is no id of an account: it begins with C and stands in the Admin console under Account, Account settings',
  )

const unit = z
  .string({ error: 'must be the path of an organisational unit' })
  .regex(/^\//, 'is no path of an organisational unit: those begin with a slash, as in /Sales')

const sharing = z.strictObject(
  {
    units: z.array(unit, { error: 'must be a list of paths' }).min(1, 'name at least one unit').optional(),
    users: z.array(email, { error: 'must be a list of e-mail addresses' }).min(1, 'name at least one user').optional(),
    drives: z.array(z.string().min(1), { error: 'must be a list of ids' }).optional(),
    since: z.iso.date({ error: 'must be a day, as in 2026-01-31' }).optional(),
  },
  { error: settingsOf('units, users, drives and since') },
)

const baseUrls = z.strictObject(
  Object.fromEntries([...googleApiNames, 'token', 'accounts'].map((name) => [name, baseUrl.optional()])),
  { error: settingsOf(`${googleApiNames.join(', ')}, token and accounts`) },
)

/** Validates the configuration of the Google Workspace connector. */
export const googleConfig: StandardSchemaV1<unknown, GoogleConfig> = z.strictObject(
  {
    adminEmail: email,
    customer: customer.default('my_customer'),
    sharing: sharing.default({}),
    baseUrls: baseUrls.default({}),
  },
  { error: settingsOf('adminEmail, customer, sharing and baseUrls') },
) as unknown as StandardSchemaV1<unknown, GoogleConfig>

function settingsOf(known: string): (issue: { readonly code?: string; readonly keys?: unknown }) => string | undefined {
  return (issue) =>
    issue.code === 'unrecognized_keys'
      ? `${(issue.keys as readonly string[]).join(', ')} is no setting here; there are ${known}`
      : undefined
}
