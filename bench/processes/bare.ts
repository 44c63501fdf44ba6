import { Agent, request } from 'undici'
import { answer, type Cost, inputOf, startMeter } from './meter.ts'

/** The pages to fetch: the very requests that the scan sent. */
export interface BareInput {
  readonly url: string
  readonly token: string
  /** The first two that the scan sent: bodies that differ in the cursor, or addresses of REST. */
  readonly requests: readonly string[]
}

/** What fetching and parsing them cost. */
export interface BareOutput extends Cost {
  readonly pages: number
  readonly items: number
}

interface Connection {
  readonly nodes: readonly unknown[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
}

/** Finds the connection in an answer, whatever it is nested in. */
function connectionIn(value: unknown): Connection | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  if ('pageInfo' in value) return value as Connection
  for (const inner of Object.values(value)) {
    const found = connectionIn(inner)
    if (found) return found
  }
  return undefined
}

const { url, token, requests } = inputOf<BareInput>()
const dispatcher = new Agent({ connections: 1 })
const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'user-agent': 'bench' }
const stop = startMeter()
let pages = 0
let items = 0

/** Follows the cursors of a GraphQL connection. */
async function readConnection(): Promise<void> {
  const first = JSON.parse(requests[0] ?? '{}') as { query: string; variables: Record<string, unknown> }
  const second = JSON.parse(requests[1] ?? '{}') as typeof first
  const names = Object.keys(second.variables)
  const cursorName = names.find((name) => second.variables[name] !== first.variables[name]) ?? 'cursor'
  let cursor: string | null = null
  do {
    const body: string = JSON.stringify({ ...first, variables: { ...first.variables, [cursorName]: cursor } })
    const reply = await request(url, { method: 'POST', headers, body, dispatcher })
    const connection = connectionIn(await reply.body.json())
    if (!connection) throw new Error(`no page: ${reply.statusCode}`)
    pages += 1
    items += connection.nodes.length
    cursor = connection.pageInfo.hasNextPage ? connection.pageInfo.endCursor : null
  } while (cursor !== null)
}

/** Follows the links of a REST listing. */
async function readLinks(): Promise<void> {
  let next = requests[0]
  while (next !== undefined) {
    const reply = await request(next, { headers, dispatcher })
    items += ((await reply.body.json()) as unknown[]).length
    pages += 1
    next = /<([^>]+)>; rel="next"/.exec(String(reply.headers['link'] ?? ''))?.[1]
  }
}

await (requests[0]?.startsWith('http') ? readLinks() : readConnection())
const output: BareOutput = { ...stop(), pages, items }
await dispatcher.close()
answer(output)
