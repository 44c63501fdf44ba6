import type { FacetOutcome } from '@opencasb/core/connector'
import { z } from 'zod'
import { githubNeeds } from '../../needs.ts'
import { readField } from './read-part.ts'
import type { RepositoryConnection } from './repository-connection.ts'
import type { PartAnswer, RepositoryPart } from './repository-part.ts'

/** Somebody who was given access to a repository by name, not through a team or the organisation. */
export interface Collaborator {
  readonly id: string
  readonly login: string
  readonly url: string
  /** `READ`, `TRIAGE`, `WRITE`, `MAINTAIN`, `ADMIN`, or what GitHub adds one day. */
  readonly permission: string
}

/**
 * People must be able to push, which owners always may. GitHub documents no permission for the GraphQL field; others
 * who read it with apps found that it is administration, while the REST route asks for metadata only.
 * @see https://cartography-cncf.github.io/cartography/modules/github/config.html
 */
export const collaboratorsNeeds: ReturnType<typeof githubNeeds> = githubNeeds({
  permissions: ['administration:read'],
  scopes: ['repo', 'read:org'],
})

const collaboratorSchema: z.ZodType<Collaborator> = z
  .object({
    permission: z.string(),
    node: z.object({ id: z.string().min(1), login: z.string().min(1), url: z.string() }),
  })
  .transform(({ permission, node }) => ({ ...node, permission }))

const selection = 'edges { permission node { id login url } }'

/** All collaborators of one repository. */
export const collaboratorsConnection: RepositoryConnection<Collaborator> = {
  field: 'collaborators',
  arguments: 'affiliation: DIRECT',
  selection,
  item: collaboratorSchema,
  what: 'the collaborators of the repository',
}

const answerSchema = z.object({
  pageInfo: z.object({ hasNextPage: z.boolean() }),
  edges: z.array(collaboratorSchema).nullish(),
})

/** Who was given access by name. */
export const collaboratorsPart: RepositoryPart<readonly Collaborator[]> = {
  field: 'collaborators',
  connections: 1,
  selection: `collaborators(affiliation: DIRECT, first: 100) { pageInfo { hasNextPage } ${selection} }`,
  read(answer: PartAnswer): FacetOutcome<readonly Collaborator[]> | undefined {
    const missing = collaboratorsNeeds[answer.authKind] ?? []
    const outcome = readField(answer, 'collaborators', answerSchema, collaboratorsConnection.what, missing)
    if ('error' in outcome) return outcome
    return outcome.value.pageInfo.hasNextPage ? undefined : { value: outcome.value.edges ?? [] }
  },
}
