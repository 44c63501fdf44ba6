import type { FacetOutcome } from '@opencasb/core/connector'
import { z } from 'zod'
import { githubNeeds } from '../../needs.ts'
import { readField } from './read-part.ts'
import type { RepositoryConnection } from './repository-connection.ts'
import type { PartAnswer, RepositoryPart } from './repository-part.ts'

/** An SSH key that opens one repository. */
export interface DeployKey {
  readonly id: string
  readonly title: string
  readonly readOnly: boolean
  readonly verified: boolean
  /** ISO 8601. */
  readonly createdAt: string
}

/** @see https://docs.github.com/en/rest/deploy-keys/deploy-keys#list-deploy-keys */
export const deployKeysNeeds: ReturnType<typeof githubNeeds> = githubNeeds({
  permissions: ['administration:read'],
  scopes: ['repo'],
})

const deployKeySchema: z.ZodType<DeployKey> = z.object({
  id: z.string().min(1),
  title: z.string(),
  readOnly: z.boolean(),
  verified: z.boolean(),
  createdAt: z.string(),
})

const selection = 'nodes { id title readOnly verified createdAt }'

/** All deploy keys of one repository. */
export const deployKeysConnection: RepositoryConnection<DeployKey> = {
  field: 'deployKeys',
  selection,
  item: deployKeySchema,
  what: 'the deploy keys of the repository',
}

const answerSchema = z.object({
  pageInfo: z.object({ hasNextPage: z.boolean() }),
  nodes: z.array(deployKeySchema).nullish(),
})

/** Deploy keys. */
export const deployKeysPart: RepositoryPart<readonly DeployKey[]> = {
  field: 'deployKeys',
  connections: 1,
  selection: `deployKeys(first: 100) { pageInfo { hasNextPage } ${selection} }`,
  read(answer: PartAnswer): FacetOutcome<readonly DeployKey[]> | undefined {
    const missing = deployKeysNeeds[answer.authKind] ?? []
    const outcome = readField(answer, 'deployKeys', answerSchema, deployKeysConnection.what, missing)
    if ('error' in outcome) return outcome
    return outcome.value.pageInfo.hasNextPage ? undefined : { value: outcome.value.nodes ?? [] }
  },
}
