// The tests of what leans on Node most (engine, databases, files, cryptography, sockets) on the oldest and the newest Node that the packages
// support, the oldest with the oldest PostgreSQL; `npm test` runs all tests on the versions between, and the consumer check scans on all Nodes.
import { delimiter, dirname, join } from 'node:path'
import { newestNode, nodeBinary, oldestNode } from './node-releases.ts'
import { oldestPostgres } from './postgres-releases.ts'
import { run } from './run.ts'
import { root } from './workspace.ts'

const vitest = join(root, 'node_modules/vitest/vitest.mjs')
const names = [
  'core',
  'connector-kit',
  'store-kit',
  'store-sqlite',
  'store-postgres',
  'runner-pg-boss',
  'vault',
  'sinks',
  'sink-webhook',
  'telemetry',
]
const projects = names.flatMap((name) => ['--project', name])

async function test(version: string, title: string, variables: Readonly<Record<string, string>> = {}): Promise<void> {
  const start = performance.now()
  const node = await nodeBinary(version)
  const PATH = [dirname(node), process.env['PATH']].join(delimiter)
  const output = await run(node, [vitest, 'run', '--reporter=dot', ...projects], {
    env: { ...process.env, ...variables, PATH },
  })
  const tests = /Tests +(.+)/.exec(output)?.[1]
  console.log(`${title}: ${tests} in ${Math.round((performance.now() - start) / 1000)} s`)
}

const postgres = await oldestPostgres()
await test(oldestNode, `Node ${oldestNode}, PostgreSQL ${postgres.name}`, {
  OPENCASB_POSTGRES_PROGRAMS: postgres.programs,
})
await test(newestNode, `Node ${newestNode}`)
