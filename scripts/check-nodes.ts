// The tests of the published packages on the oldest and the newest Node that they support; `npm test` runs them on the
// one between. The two longest are left to that one: they scan for minutes and ask nothing of Node that others do not.
import { delimiter, dirname, join } from 'node:path'
import { nodeBinary, otherNodes } from './node-releases.ts'
import { run } from './run.ts'
import { publicPackages, root } from './workspace.ts'

const vitest = join(root, 'node_modules/vitest/vitest.mjs')
const longest = ['**/connector-github/tests/conformance.test.ts', '**/acceptance/killed-scan.test.ts']
const exclusions = longest.flatMap((file) => ['--exclude', file])
const projects = publicPackages().flatMap(({ folder }) => ['--project', folder.replace('packages/', '')])

for (const version of otherNodes) {
  const start = performance.now()
  const node = await nodeBinary(version)
  const PATH = [dirname(node), process.env['PATH']].join(delimiter)
  const output = await run(node, [vitest, 'run', '--reporter=dot', ...exclusions, ...projects], {
    env: { ...process.env, PATH },
  })
  const tests = /Tests +(.+)/.exec(output)?.[1]
  console.log(`Node ${version}: ${tests} in ${Math.round((performance.now() - start) / 1000)} s`)
}
