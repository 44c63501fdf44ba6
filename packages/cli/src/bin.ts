#!/usr/bin/env node
import manifest from '../package.json' with { type: 'json' }
import { isSupportedNode } from './is-supported-node.ts'
import { processHost } from './process-host.ts'
import { withoutSqliteWarning } from './without-sqlite-warning.ts'

if (isSupportedNode(process.versions.node, manifest.engines.node)) {
  withoutSqliteWarning(process)
  // Loaded only now: on an older Node it would fail with a stack trace.
  const { runCli } = await import('./run-cli.ts')
  process.exitCode = await runCli(processHost(process))
} else {
  process.stderr.write(`opencasb needs Node.js ${manifest.engines.node}; this is ${process.versions.node}.\n`)
  process.exitCode = 2
}
