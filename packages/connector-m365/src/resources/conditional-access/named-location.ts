import type { ResourceType } from '@opencasb/core/connector'
import { defineIndex, defineResource, type Index } from '@opencasb/core/connector'
import { z } from 'zod'
import { graphNeeds } from '../../needs.ts'
import type { M365Session } from '../../session.ts'
import { listPages } from '../list-pages.ts'

/** A named location. */
export interface NamedLocation {
  readonly id: string
  readonly name: string
  /** `ip`, `country`, or the type's own name where it is another one. */
  readonly kind: string
  /** Whether sign-ins from it count as trusted. */
  readonly trusted: boolean
  /** Ranges of addresses in CIDR notation; empty for others than `ip`. */
  readonly ranges: readonly string[]
}

const namedLocationSchema: z.ZodType<NamedLocation> = z
  .looseObject({
    '@odata.type': z.string(),
    id: z.string().min(1),
    displayName: z.string(),
    isTrusted: z.boolean().nullish(),
    ipRanges: z.array(z.looseObject({ cidrAddress: z.string().nullish() })).nullish(),
  })
  .transform(({ '@odata.type': type, id, displayName, isTrusted, ipRanges }) => ({
    id,
    name: displayName,
    kind: kinds[type] ?? type,
    trusted: isTrusted ?? false,
    ranges: (ipRanges ?? []).flatMap(({ cidrAddress }) => cidrAddress ?? []),
  }))

const kinds: Readonly<Record<string, string>> = {
  '#microsoft.graph.ipNamedLocation': 'ip',
  '#microsoft.graph.countryNamedLocation': 'country',
}

/**
 * Named locations of Conditional Access.
 * @see https://learn.microsoft.com/graph/api/conditionalaccessroot-list-namedlocations
 */
export const namedLocation: ResourceType<NamedLocation, M365Session> = defineResource<NamedLocation, M365Session>({
  name: 'm365.named-location',
  needs: graphNeeds(['Policy.Read.All']),
  order: 'stable',
  cost: { bucket: 'protection', itemsPerRequest: 100 },
  key: ({ id }) => id,
  asset: ({ id, name }) => ({
    kind: 'setting',
    id,
    name,
    url: 'https://entra.microsoft.com/#view/Microsoft_AAD_ConditionalAccess/NamedLocations.ReactView',
  }),
  collect: (context) =>
    listPages(context, '/identity/conditionalAccess/namedLocations', { item: namedLocationSchema, query: {} }),
})

/** All named locations by id. */
export const namedLocations: Index<NamedLocation, NamedLocation> = defineIndex({
  name: 'm365.named-locations',
  of: namedLocation,
  pick: (location: NamedLocation) => location,
})
