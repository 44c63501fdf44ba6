import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { TestProject } from 'vitest/node'
import { type PostgresServer, startPostgres } from './start-postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Answers with the address of the run's PostgreSQL server, which the first question starts. */
    readonly postgresDoor: string
  }
}

/**
 * One PostgreSQL server for a whole run of tests, started when the first test file asks for a database. A run that
 * needs none pays for none.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  let starting: Promise<PostgresServer> | undefined
  const path = `/${randomBytes(16).toString('hex')}`
  const door = createServer((request, response) => {
    if (request.url !== path) {
      response.writeHead(404).end()
      return
    }
    starting ??= startPostgres({ durable: false })
    starting.then(
      ({ url }) => response.end(url),
      (error: unknown) => response.writeHead(500).end(String(error)),
    )
  })
  door.listen(0, '127.0.0.1')
  await once(door, 'listening')
  door.unref()
  const address = door.address()
  const port = typeof address === 'object' ? address?.port : undefined
  project.provide('postgresDoor', `http://127.0.0.1:${port}${path}`)
  return async () => {
    door.close()
    await starting?.then(
      (server) => server.stop(),
      () => undefined,
    )
  }
}
