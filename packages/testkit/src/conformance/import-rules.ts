import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import type { Rule } from './rule.ts'
import type { Suite } from './suite.ts'

/** Runs in a process of its own: imports the module and prints what that did to the process. */
const script = `
const target = process.argv[1]
// What the libraries of every connector bring along is not the connector's doing.
await import('@opencasb/core')
await import('@opencasb/connector-kit/node')
// zod registers itself, whoever loads it first.
const { createRequire } = await import('node:module')
const load = createRequire(target)
try { load('zod') } catch {}
const reads = new Set()
const environment = process.env
process.env = new Proxy(environment, {
  get(values, name) {
    const caller = (new Error().stack ?? '').split('\\n')[2] ?? ''
    if (typeof name === 'string' && caller.includes('file:') && !caller.includes('/node_modules/')) reads.add(name)
    return Reflect.get(values, name)
  },
})
const globalsBefore = new Set(Reflect.ownKeys(globalThis))
const listenersBefore = new Set(process.eventNames())
const resources = () => process.getActiveResourcesInfo().filter((kind) => !/TTYWrap|PipeWrap/.test(kind))
const before = resources()
const watched = { env: [], globals: [], listeners: [], resources: [] }
await import(target)
await new Promise((resolve) => setImmediate(resolve))
watched.env = [...reads]
watched.globals = Reflect.ownKeys(globalThis).filter((key) => !globalsBefore.has(key)).map(String)
watched.listeners = process.eventNames().filter((name) => !listenersBefore.has(name)).map(String)
const left = [...before]
for (const kind of resources()) {
  const known = left.indexOf(kind)
  if (known < 0) watched.resources.push(kind)
  else left.splice(known, 1)
}
console.log(JSON.stringify(watched))
`

/** Group 1: importing a connector does nothing. */
export function importRules(suite: Suite): readonly Rule[] {
  const { entry } = suite.options
  if (entry === undefined) return []
  return [
    {
      id: 'import/inert',
      title: 'importing starts no timer or socket, reads no environment, adds no global and no listener',
      async run() {
        const target = String(entry).startsWith('file:') ? String(entry) : pathToFileURL(String(entry)).href
        const flags = [...resolutionFlags(process.execArgv), '--input-type=module', '--eval', script]
        const cwd = fileURLToPath(new URL('.', import.meta.url))
        const { stdout } = await promisify(execFile)(process.execPath, [...flags, target], { cwd })
        assert.deepEqual(JSON.parse(stdout), { env: [], globals: [], listeners: [], resources: [] })
      },
    },
  ]
}

/** The flags that decide how modules are found, source conditions included. */
function resolutionFlags(flags: readonly string[]): readonly string[] {
  return flags.flatMap((flag, position) => {
    if (/^(--conditions|--import|--experimental-[a-z-]+)=/.test(flag)) return [flag]
    const value = flags[position + 1]
    return /^(--conditions|-C|--import)$/.test(flag) && value !== undefined && !value.startsWith('-')
      ? [flag, value]
      : []
  })
}
