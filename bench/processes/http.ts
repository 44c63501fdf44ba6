import { fork } from 'node:child_process'
import { createHttpClient } from '@opencasb/connector-kit'
import { createNodeTransport } from '@opencasb/connector-kit/node'
import { createRateLimits, type StandardSchemaV1, systemClock } from '@opencasb/core'
import { Agent, request } from 'undici'
import { answer, inputOf } from './meter.ts'

/** How many requests, and whether with undici alone. */
export interface HttpInput {
  readonly requests: number
  readonly bare: boolean
}

/** What one of them cost. */
export interface HttpOutput {
  readonly cpuMsPerRequest: number
}

const { requests, bare } = inputOf<HttpInput>()
const concurrency = 8
const server = fork(new URL('./http-server.mjs', import.meta.url), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
const port = await new Promise<number>((resolve) => server.once('message', (value) => resolve(Number(value))))
const url = `http://127.0.0.1:${port}`

const agent = new Agent({ connections: concurrency })
const signal = new AbortController().signal
const anything: StandardSchemaV1<unknown, unknown> = {
  '~standard': { version: 1, vendor: 'bench', validate: (value) => ({ value }) },
}
const transport = createNodeTransport({ connections: concurrency })
const limiter = createRateLimits({ clock: systemClock, concurrency }).forScan({
  host: 'bench',
  credential: 'bench',
  signal,
})
const client = createHttpClient({ baseUrl: url, transport, limiter, clock: systemClock })
const one = bare
  ? async (): Promise<unknown> => (await request(`${url}/items`, { dispatcher: agent })).body.json()
  : async (): Promise<unknown> => client.get('/items', { schema: anything, signal })

let left = 0
const worker = async (): Promise<void> => {
  while (left-- > 0) await one()
}
const run = async (count: number): Promise<void> => {
  left = count
  await Promise.all(Array.from({ length: concurrency }, worker))
}
await run(2_000)
const before = process.cpuUsage()
await run(requests)
const { user, system } = process.cpuUsage(before)
server.disconnect()
const output: HttpOutput = { cpuMsPerRequest: (user + system) / 1000 / requests }
answer(output)
