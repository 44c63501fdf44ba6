// GitHub for a try: npx node --conditions=@opencasb/source examples/embed-in-hono/simulated-github.ts
import { github } from '@opencasb/connector-github'
import { createGithubSimulator } from '@opencasb/connector-github/simulator'
import { permissionsFor } from '@opencasb/core'

const organizations = [{ login: 'acme', posture: 'lax', repositories: 40, members: 12 }] as const
const simulator = await createGithubSimulator({ organizations, port: Number(process.env['PORT'] ?? 0) })
const permissions = permissionsFor(github(), 'pat-classic').map(({ permission }) => permission)
const { credentials } = simulator.integration({ authKind: 'pat-classic', permissions })

// For the shells of the host and its customer.
console.log(`export GITHUB_API_URL=${simulator.url}`)
console.log(`export GITHUB_TOKEN=${credentials['token']}`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => simulator.close())
