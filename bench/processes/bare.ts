import { Agent, request } from 'undici'
import { answer, type Cost, inputOf, startMeter } from './meter.ts'

/** The pages to fetch: the very requests that the scan sent. */
export interface BareInput {
  readonly url: string
  readonly token: string
  /** The first two bodies that the scan sent; they differ in the cursor. */
  readonly bodies: readonly string[]
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

const { url, token, bodies } = inputOf<BareInput>()
const first = JSON.parse(bodies[0] ?? '{}') as { query: string; variables: Record<string, unknown> }
const second = JSON.parse(bodies[1] ?? '{}') as typeof first
const cursorName =
  Object.keys(second.variables).find((name) => second.variables[name] !== first.variables[name]) ?? 'cursor'

const dispatcher = new Agent({ connections: 1 })
const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'user-agent': 'bench' }
const stop = startMeter()
let pages = 0
let items = 0
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
const output: BareOutput = { ...stop(), pages, items }
await dispatcher.close()
answer(output)
