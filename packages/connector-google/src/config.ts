import type { StandardSchemaV1 } from '@opencasb/core'
import { z } from 'zod'
import { baseUrl } from './base-url.ts'
import { type GoogleApi, googleApiNames, googleApis } from './google-api.ts'

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

/** The configuration as a host gives it: what has a default may be left out. */
export type GoogleConfigInput = {
  /** The administrator in whose name the account is read. */
  readonly adminEmail: string
  /** The account's id, `C0123abcd`. @default 'my_customer' */
  readonly customer?: string | undefined
  /** Which part of the files, calendars and mailboxes is read. @default everything */
  readonly sharing?: SharingScope | undefined
  /** Other roots of Google's APIs: for gateways and tests. */
  readonly baseUrls?: GoogleConfig['baseUrls'] | undefined
}

const email = z
  .string({ error: 'must be the e-mail address of an administrator' })
  .trim()
  .regex(/^[^\s@]{1,64}@[A-Za-z\d](?:[A-Za-z\d.-]*[A-Za-z\d])?$/, 'is no e-mail address, as in admin@example.com')

const customer = z
  .string({ error: 'must be the id of the account' })
  .regex(
    /^(?:my_customer|C[\da-z]{3,30})$/,
    'is no id of an account: it begins with C and stands in the Admin console under Account, Account settings',
  )

const unit = z
  .string({ error: 'must be the path of an organisational unit' })
  .regex(/^\//, 'is no path of an organisational unit: those begin with a slash, as in /Sales')
  .meta({ examples: ['/Sales'] })

const sharing = z.strictObject(
  {
    units: z
      .array(unit, { error: 'must be a list of paths' })
      .min(1, 'name at least one unit')
      .optional()
      .meta({ title: 'Organizational units', description: 'Their paths. Those below them are read too.' }),
    users: z
      .array(email.meta({ examples: ['user@example.com'] }), { error: 'must be a list of e-mail addresses' })
      .min(1, 'name at least one user')
      .optional()
      .meta({
        title: 'Users',
        description:
          'Their e-mail addresses. Where organisational units are named too, only users that are in both lists are read.',
      }),
    drives: z
      .array(z.string().min(1), { error: 'must be a list of ids' })
      .optional()
      .meta({ title: 'Shared drives', description: 'Their ids. An empty list leaves shared drives out.' }),
    since: z.iso
      .date({ error: 'must be a day, as in 2026-01-31' })
      .optional()
      .meta({
        title: 'Modified since',
        description: 'Only files that were modified since this day are read.',
        examples: ['2026-01-31'],
      }),
  },
  { error: settingsOf('units, users, drives and since') },
)

const baseUrls = z.strictObject(
  {
    ...Object.fromEntries(googleApiNames.map((name) => [name, rootOf(name)])),
    token: baseUrl.optional().meta({
      title: 'Token endpoint',
      description: "Where tokens are asked for in place of Google's own https://oauth2.googleapis.com.",
      examples: ['https://gateway.example.com'],
    }),
    accounts: baseUrl.optional().meta({
      title: 'Page of consent',
      description: "Where administrators consent in place of Google's own https://accounts.google.com.",
      examples: ['https://gateway.example.com'],
    }),
  },
  { error: settingsOf(`${googleApiNames.join(', ')}, token and accounts`) },
)

/** Validates the configuration of the Google Workspace connector. */
export const googleConfig: StandardSchemaV1<GoogleConfigInput, GoogleConfig> = z.strictObject(
  {
    adminEmail: email.meta({
      title: 'Administrator email',
      description:
        'E-mail address of the administrator in whose name the account is read: a super administrator, or one with a role that may read users, groups, organisational units, roles, domains, licences and settings.',
      examples: ['admin@example.com'],
    }),
    customer: customer.default('my_customer').meta({
      title: 'Customer ID',
      description:
        'It stands in the Admin console under "Account", "Account settings". "my_customer" is the account of the administrator.',
      examples: ['C0123abcd'],
    }),
    sharing: sharing.default({}).meta({
      title: 'Files, calendars and mailboxes',
      description: 'Which part of them is read. A list that is not given leaves nothing out.',
    }),
    baseUrls: baseUrls.default({}).meta({
      title: 'Base URLs',
      description: "Other addresses than Google's own: for gateways and tests.",
    }),
  },
  { error: settingsOf('adminEmail, customer, sharing and baseUrls') },
) as unknown as StandardSchemaV1<GoogleConfigInput, GoogleConfig>

/** The setting for the root of an API. Two of Google's APIs have one title. */
function rootOf(name: GoogleApi): z.ZodType<string | undefined, string | undefined> {
  const { title, baseUrl: own } = googleApis[name]
  return baseUrl.optional().meta({
    title: `${title} (${name})`,
    description: `Where it is asked in place of Google's own ${own}.`,
    examples: ['https://gateway.example.com'],
  })
}

function settingsOf(known: string): (issue: { readonly code?: string; readonly keys?: unknown }) => string | undefined {
  return (issue) =>
    issue.code === 'unrecognized_keys'
      ? `${(issue.keys as readonly string[]).join(', ')} is no setting here; there are ${known}`
      : undefined
}
