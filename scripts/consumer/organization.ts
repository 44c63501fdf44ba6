// The README's example, as a module and as CommonJS, and the command, against a simulated organisation.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { github } from '@opencasb/connector-github'
import { createGithubSimulator } from '@opencasb/connector-github/simulator'
import { permissionsFor } from '@opencasb/core'

const run = promisify(execFile)
const simulator = await createGithubSimulator({
  organizations: [{ login: 'acme', posture: 'lax', repositories: 20, members: 8 }],
  limits: 'off',
})
const permissions = permissionsFor(github(), 'pat-classic').map(({ permission }) => permission)
const { config, credentials } = simulator.integration({ authKind: 'pat-classic', permissions })
const env = { ...process.env, GITHUB_API_URL: config.baseUrl, GITHUB_TOKEN: credentials['token'] }

for (const file of ['embed.mjs', 'embed.cjs']) {
  const { stdout, stderr } = await run(process.execPath, [file], { env })
  assert.equal(stderr, '')
  assert.match(stdout, /complete \{ critical: \d+, high: \d+, medium: \d+, low: \d+ \}/)
}

const command = ['scan', 'github', '--organization', 'acme', '--base-url', config.baseUrl, '--format', 'json']
const options = { env, maxBuffer: 100_000_000 }
const { code, stdout, stderr } = await run(
  process.execPath,
  ['node_modules/opencasb/dist/bin.js', ...command],
  options,
).then(
  (ended) => ({ code: 0, ...ended }),
  (failed: { code: number; stdout: string; stderr: string }) => failed,
)
assert.equal(code, 1, `open findings, exit code 1: ${stderr}`)
assert.ok(JSON.parse(stdout).findings.length > 0)
await simulator.close()
