// The tests of what leans on Node most (engine, database, files, cryptography, sockets) on the oldest and the newest Node that the packages
// support; `npm test` runs all tests on the one between, and the consumer check scans on all of them.
import { delimiter, dirname, join } from 'node:path'
import { nodeBinary, otherNodes } from './node-releases.ts'
import { run } from './run.ts'
import { root } from './workspace.ts'

const vitest = join(root, 'node_modules/vitest/vitest.mjs')
const projects = ['core', 'store-kit', 'store-sqlite', 'vault', 'sinks', 'sink-webhook'].flatMap((name) => [
  '--project',
  name,
])

for (const version of otherNodes) {
  const start = performance.now()
  const node = await nodeBinary(version)
  const PATH = [dirname(node), process.env['PATH']].join(delimiter)
  const output = await run(node, [vitest, 'run', '--reporter=dot', ...projects], {
    env: { ...process.env, PATH },
  })
  const tests = /Tests +(.+)/.exec(output)?.[1]
  console.log(`Node ${version}: ${tests} in ${Math.round((performance.now() - start) / 1000)} s`)
}
