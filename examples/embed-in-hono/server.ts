// A host application: npx node --conditions=@opencasb/source examples/embed-in-hono/server.ts
import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { github } from '@opencasb/connector-github'
import { createScanner } from '@opencasb/core'
import { webhookSink } from '@opencasb/sink-webhook'
import { createSqliteState } from '@opencasb/store-sqlite'
import { createKeyFile, createVault, keyFile } from '@opencasb/vault'
import type { Visitor } from './authentication.ts'
import { createApp } from './create-app.ts'

const { env } = process
const port = Number(env['PORT'] ?? 8787)
const folder = env['DATA'] ?? '.opencasb/hono'
const secret = env['WEBHOOK_SECRET'] ?? ''
// A GitHub other than github.com: GitHub Enterprise Server, or a simulated one. It is the host's to choose, never the customer's.
const githubUrl = env['GITHUB_API_URL']
const [apiKey = '', customer = 'acme'] = (env['API_KEY'] ?? '').split('=')
if (apiKey === '' || secret === '') {
  console.error('Set API_KEY to a key of your choice, and WEBHOOK_SECRET to whsec_ and 32 bytes in base64.')
  process.exit(2)
}

await mkdir(folder, { recursive: true })
const path = join(folder, 'vault.keys')
if (!existsSync(path)) await createKeyFile({ path })
const state = createSqliteState({ path: join(folder, 'opencasb.db') })
const scanner = createScanner({
  connectors: [github()],
  state,
  credentials: createVault({ store: state.sealed, keys: keyFile({ path }) }),
  // To itself, so that the example shows both ends; that takes leave to use http and an address that is not public.
  sinks: [
    webhookSink({ url: `http://127.0.0.1:${port}/hooks/opencasb`, secret, allow: ['127.0.0.1/32'], allowHttp: true }),
  ],
})

const keys = new Map<string, Visitor>([[apiKey, { name: 'the holder of the API key', customer }]])
const receive = ({ id, type }: { id: string; type: string }): void => console.log(`webhook ${type} ${id}`)
const servers = githubUrl ? { github: { baseUrl: githubUrl } } : {}
const app = createApp({ scanner, keys, servers, webhookSecrets: [secret], receive })
const server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' }, () =>
  console.log(`http://127.0.0.1:${port}/api/integrations`),
)
scanner.start()

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    server.close()
    await scanner.stop({ drainMs: 10_000 })
    await scanner.close()
  })
}
