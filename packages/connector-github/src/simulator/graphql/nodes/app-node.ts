import { nodeId } from '../../world/node-id.ts'
import type { NodeScope } from './node-scope.ts'

/** An app, by its slug. */
export function appNode(slug: string, { place, html }: NodeScope): object {
  const installed = [...place.organization.installations.all()].find((one) => one.slug === slug)
  const id = installed?.appId ?? 1
  return {
    __typename: 'App',
    id: nodeId('app', id),
    databaseId: id,
    name: slug,
    slug,
    description: null,
    createdAt: '2024-01-01T00:00:00Z',
    updatedAt: '2024-01-01T00:00:00Z',
    url: `${html}/apps/${slug}`,
    clientId: `Iv1.${id}`,
  }
}
