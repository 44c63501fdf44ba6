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

/** The configuration as a host gives it: what has a default may be left out. */
export type M365ConfigInput = {
  /** The tenant's id, or one of its verified domains: `acme.onmicrosoft.com`. */
  readonly tenant: string
  /** @default 'worldwide' */
  readonly cloud?: M365Cloud | undefined
  /** Which part of the files, mailboxes and calendars is read. @default all of them */
  readonly sharing?: { readonly [Name in keyof SharingScope]?: SharingScope[Name] | undefined } | undefined
  /** Other addresses than the cloud's own, for gateways and tests. */
  readonly baseUrls?: M365Config['baseUrls'] | undefined
}

const tenant = z
  .string({ error: 'must be the id of the tenant, or one of its domains' })
  .trim()
  .toLowerCase()
  .regex(
    /^(?:[\dA-Fa-f]{8}-(?:[\dA-Fa-f]{4}-){3}[\dA-Fa-f]{12}|(?:[A-Za-z\d](?:[A-Za-z\d-]{0,61}[A-Za-z\d])?\.)+[A-Za-z\d-]{2,63})$/,
    'is neither the id of a tenant nor a domain: take "Tenant ID" from the overview of the Microsoft Entra admin center, or a domain such as acme.onmicrosoft.com',
  )

const baseUrl = z
  .string({ error: 'must be a URL' })
  .overwrite((text) => text.replace(/\/+$/, ''))
  .superRefine((text, context) => {
    const problem = baseUrlProblem(text, 'https://graph.example.com')
    if (problem) context.addIssue({ code: 'custom', message: problem })
  })

const signInName = z
  .string({ error: 'must be a sign-in name' })
  .trim()
  .regex(/^[^\s@]{1,64}@[A-Za-z\d](?:[A-Za-z\d.-]*[A-Za-z\d])?$/, 'is no sign-in name, as in user@acme.example')
  .meta({ examples: ['user@acme.example'] })

const siteAddress = z
  .string({ error: 'must be the address of a site' })
  .trim()
  .regex(
    /^[Hh][Tt][Tt][Pp][Ss]:\/\/[^\s/]+(?:\/\S*)?$/,
    'is no address of a site, as in https://acme.sharepoint.com/sites/sales',
  )
  .meta({ examples: ['https://acme.sharepoint.com/sites/sales'] })

const sharing = z.strictObject(
  {
    users: z
      .array(signInName, { error: 'must be a list of sign-in names' })
      .min(1, 'name at least one user')
      .optional()
      .meta({
        title: 'Users',
        description: 'Their user principal names: whose OneDrives, mailboxes and calendars are read.',
      }),
    sites: z
      .array(siteAddress, { error: 'must be a list of addresses of sites' })
      .optional()
      .meta({ title: 'SharePoint sites', description: 'Their addresses. An empty list leaves sites out.' }),
    oneDrive: z
      .boolean({ error: 'must be true or false' })
      .default(true)
      .meta({ title: 'OneDrive', description: "Whether users' OneDrives are read." }),
    everyItem: z.boolean({ error: 'must be true or false' }).default(false).meta({
      title: 'Permissions of every file',
      description:
        'Whether every file is asked for its permissions, rather than those that Microsoft marks as shared. It takes a request for each twenty files.',
    }),
    since: z.iso
      .date({ error: 'must be a day, as in 2026-01-31' })
      .optional()
      .meta({
        title: 'Modified since',
        description: 'Only files that were modified since this day are read, and all folders.',
        examples: ['2026-01-31'],
      }),
  },
  {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `${issue.keys.join(', ')} is no setting here; there are users, sites, oneDrive, everyItem and since`
        : undefined,
  },
)

/** Validates the configuration of the Microsoft 365 connector. */
export const m365Config: StandardSchemaV1<M365ConfigInput, M365Config> = z.strictObject(
  {
    tenant: tenant.meta({
      title: 'Tenant ID or domain',
      description:
        '"Tenant ID" from the overview of the Microsoft Entra admin center, or one of the verified domains of the tenant.',
      examples: ['acme.onmicrosoft.com', '01234567-89ab-cdef-0123-456789abcdef'],
    }),
    cloud: z
      .enum(['worldwide', 'us-government-gcc-high', 'us-government-dod', 'china'], {
        error: 'must be worldwide, us-government-gcc-high, us-government-dod or china',
      })
      .default('worldwide')
      .meta({ title: 'Cloud', description: "Microsoft's cloud that the tenant is in. GCC is in the worldwide one." }),
    sharing: sharing.default({ oneDrive: true, everyItem: false }).meta({
      title: 'Files, mailboxes and calendars',
      description: 'Which part of them is read. A list that is not given leaves nothing out.',
    }),
    baseUrls: z
      .strictObject(
        {
          graph: baseUrl.optional().meta({
            title: 'Microsoft Graph',
            description: "Where it is asked in place of the cloud's own address.",
            examples: ['https://graph.example.com'],
          }),
          login: baseUrl.optional().meta({
            title: 'Microsoft Entra ID',
            description: "Where tokens are asked for in place of the cloud's own address.",
            examples: ['https://login.example.com'],
          }),
        },
        {
          error: (issue) =>
            issue.code === 'unrecognized_keys'
              ? `${issue.keys.join(', ')} is no address of this connector; it takes graph and login`
              : undefined,
        },
      )
      .default({})
      .meta({
        title: 'Base URLs',
        description: "Other addresses than the cloud's own: for gateways and tests.",
      }),
  },
  {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `${issue.keys.join(', ')} is no setting of this connector; it takes tenant, cloud, sharing and baseUrls`
        : undefined,
  },
)
