import { createNodeTransport } from '@opencasb/connector-kit/node'
import type { Transport, TransportResponse } from '@opencasb/core'

/** A transport that can be told to let the vendor list no repositories, in good order and with status 200. */
export interface WithoutRepositories extends Transport {
  /** The total that the listing claims, or `undefined` where it is passed on as it is. */
  claimedTotal: number | undefined
  /** How many answers were bent. */
  bent: number
}

/** Makes such a transport. */
export function withoutRepositories(): WithoutRepositories {
  const real = createNodeTransport()
  const transport: WithoutRepositories = {
    claimedTotal: undefined,
    bent: 0,
    close: () => real.close(),
    async send(request) {
      const answer = await real.send(request)
      if (transport.claimedTotal === undefined) return answer
      const { pathname } = request.url
      const isList = /\/orgs\/[^/]+\/repos$/.test(pathname)
      if (!isList && !pathname.endsWith('/graphql')) return answer
      const text = new TextDecoder().decode(await answer.read(100_000_000))
      const body = isList ? [] : withoutNodes(JSON.parse(text), transport.claimedTotal)
      if (body === undefined) return withBody(answer, text)
      transport.bent += 1
      return withBody({ ...answer, status: 200, headers: { 'content-type': 'application/json' } }, JSON.stringify(body))
    },
  }
  return transport
}

interface GraphqlBody {
  readonly data?: { readonly organization?: { readonly repositories?: unknown } }
}

function withoutNodes(body: GraphqlBody, totalCount: number): GraphqlBody | undefined {
  const organization = body.data?.organization
  if (!organization?.repositories) return undefined
  const repositories = { totalCount, pageInfo: { hasNextPage: false, endCursor: null }, nodes: [] }
  return { ...body, data: { ...body.data, organization: { ...organization, repositories } } }
}

function withBody(answer: TransportResponse, text: string): TransportResponse {
  return {
    status: answer.status,
    headers: answer.headers,
    read: async () => new TextEncoder().encode(text),
    discard: async () => undefined,
  }
}
