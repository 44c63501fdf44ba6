// What npm would publish: publint on the manifest and its files, "are the types wrong" on how each entry resolves.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { packAll } from './pack.ts'
import { capture, inParallel } from './run.ts'
import { root } from './workspace.ts'

const attw = join(root, 'node_modules/@arethetypeswrong/cli/dist/index.js')

await inParallel(await packAll(), 2, async ({ workspace, file }) => {
  const tarball = new Uint8Array(readFileSync(file)).buffer
  const { messages, pkg } = await publint({ pack: { tarball }, strict: true })
  const remarks = messages.map((message) => formatMessage(message, pkg, { color: false }) ?? message.code)
  const types = await capture(process.execPath, [
    attw,
    file,
    '--profile',
    'esm-only',
    '--format',
    'ascii',
    '--no-emoji',
  ])
  if (types.code !== 0) remarks.push(types.output)
  for (const remark of remarks) console.error(`${workspace.manifest.name}: ${remark}`)
  if (remarks.length > 0) process.exitCode = 1
  else console.log(`${workspace.manifest.name}: package and types are right`)
})
