import type { Index, ResourceType } from '@opencasb/core/connector'
import { defineIndex, defineResource } from '@opencasb/core/connector'
import { z } from 'zod'
import { googleNeeds } from '../../needs.ts'
import type { GoogleSession } from '../../session.ts'
import { customerPartition } from '../customer-partition.ts'
import { keyOf } from '../key-of.ts'
import { readListing } from '../read-listing.ts'

/** Another name of a domain. */
export interface DomainAlias {
  readonly name: string
  readonly verified: boolean
}

/** A domain of the account. Its name is its identity: Google gives domains no other one. */
export interface Domain {
  /** In lower case. */
  readonly name: string
  readonly isPrimary: boolean
  readonly verified: boolean
  readonly aliases: readonly DomainAlias[]
}

const aliasSchema = z
  .object({ domainAliasName: z.string().min(1), verified: z.boolean() })
  .transform(({ domainAliasName, verified }): DomainAlias => ({ name: domainAliasName.toLowerCase(), verified }))

const schema = z
  .object({
    domainName: z.string().min(1),
    isPrimary: z.boolean().nullish(),
    verified: z.boolean(),
    domainAliases: z.array(aliasSchema).nullish(),
  })
  .transform(
    ({ domainName, isPrimary, verified, domainAliases }): Domain => ({
      name: domainName.toLowerCase(),
      isPrimary: isPrimary === true,
      verified,
      aliases: domainAliases ?? [],
    }),
  )

/**
 * Domains of the account with their aliases. One answer holds all of them.
 * @see https://developers.google.com/workspace/admin/directory/reference/rest/v1/domains/list
 */
export const domain: ResourceType<Domain, GoogleSession> = defineResource<Domain, GoogleSession>({
  name: 'google.domain',
  needs: googleNeeds('admin.directory.domain.readonly'),
  order: 'stable',
  cost: { bucket: 'directory', itemsPerRequest: 1_000 },
  key: ({ name }) => name,
  asset: ({ name, isPrimary }) => ({
    kind: 'domain',
    id: name,
    name,
    url: 'https://admin.google.com/ac/domains/manage',
    status: isPrimary ? 'primary' : 'secondary',
  }),
  partitions: customerPartition,
  collect: (context) =>
    readListing(context, 'directory', `/admin/directory/v1/customer/${context.session.customerId}/domains`, {
      item: schema,
      itemsField: 'domains',
      keyOf: (value) => keyOf('domainName')(value)?.toLowerCase(),
    }),
})

/** All names of each domain of the account, by its main one. */
export const ownDomains: Index<Domain, readonly string[]> = defineIndex<Domain, readonly string[], GoogleSession>({
  name: 'google.own-domains',
  of: domain,
  pick: ({ name, aliases }) => [name, ...aliases.map((alias) => alias.name)],
})
