import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { github } from '@opencasb/connector-github'
import { createGithubSimulator, type RunningGithubSimulator } from '@opencasb/connector-github/simulator'
import { permissionsFor } from '@opencasb/core'
import { afterAll, beforeAll, expect, it } from 'vitest'

const run = promisify(execFile)
let simulator: RunningGithubSimulator

beforeAll(async () => {
  const organizations = [{ login: 'acme', posture: 'lax', repositories: 20, members: 8 }] as const
  simulator = await createGithubSimulator({ organizations, limits: 'off' })
})
afterAll(() => simulator.close())

it.each(['embed.mjs', 'embed.cjs'])('%s scans and prints what is urgent', async (file) => {
  const permissions = permissionsFor(github(), 'pat-classic').map(({ permission }) => permission)
  const { config, credentials } = simulator.integration({ authKind: 'pat-classic', permissions })
  const { stdout, stderr } = await run(
    process.execPath,
    ['--conditions=@opencasb/source', fileURLToPath(new URL(file, import.meta.url))],
    { env: { ...process.env, FORCE_COLOR: '0', GITHUB_API_URL: config.baseUrl, GITHUB_TOKEN: credentials['token'] } },
  )
  expect(stderr).toBe('')
  expect(stdout).toMatch(/^(critical|high) /m)
  expect(stdout).toMatch(/complete \{ critical: \d+, high: \d+, medium: \d+, low: \d+ \}/)
})
