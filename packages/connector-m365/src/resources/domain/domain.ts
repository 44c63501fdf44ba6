import type { ResourceType } from '@opencasb/core/connector'
import { defineResource } from '@opencasb/core/connector'
import { z } from 'zod'
import { graphNeeds } from '../../needs.ts'
import type { M365Session } from '../../session.ts'
import { graphField } from '../graph-field.ts'
import { listPages } from '../list-pages.ts'

/** A domain of the tenant. */
export interface Domain {
  /** The name. */
  readonly id: string
  readonly isVerified: boolean
  readonly isInitial: boolean
  readonly isRoot: boolean
  /** `Managed`, `Federated` */
  readonly authenticationType: string | undefined
  /** `Email`, `OfficeCommunicationsOnline`, … */
  readonly supportedServices: readonly string[]
  /** 2147483647: passwords never expire; undefined: the default counts. */
  readonly passwordValidityPeriodInDays: number | undefined
}

const domainSchema: z.ZodType<Domain> = z.object({
  id: graphField.id,
  isVerified: z.boolean(),
  isInitial: z.boolean(),
  isRoot: z.boolean(),
  authenticationType: graphField.text,
  supportedServices: graphField.texts,
  passwordValidityPeriodInDays: z
    .number()
    .nullish()
    .transform((value) => value ?? undefined),
})

/**
 * Domains.
 * @see https://learn.microsoft.com/en-us/graph/api/domain-list
 */
export const domain: ResourceType<Domain, M365Session> = defineResource<Domain, M365Session>({
  name: 'm365.domain',
  needs: graphNeeds(['Domain.Read.All']),
  order: 'stable',
  cost: { bucket: 'identity', itemsPerRequest: 100 },
  key: ({ id }) => id,
  asset: ({ id, isVerified }) => ({ kind: 'domain', id, name: id, status: isVerified ? 'verified' : 'unverified' }),
  collect: (context) =>
    listPages(context, '/domains', {
      item: domainSchema,
      query: {
        $select: 'id,isVerified,isInitial,isRoot,authenticationType,supportedServices,passwordValidityPeriodInDays',
      },
    }),
})
