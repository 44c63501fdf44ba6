import { expect, it } from 'vitest'
import { connectorCommands } from '../src/connectors/connector-commands.ts'
import { runCli } from '../src/run-cli.ts'
import { capturedHost } from './captured-host.ts'

const connectors = connectorCommands().map(({ connector }) => connector.id)
const perConnector = ['scan', 'plan', 'permissions', 'compliance', 'integrations add', 'integrations reconnect']
const integrations = ['list', 'show', 'check', 'scan', 'pause', 'resume', 'update', 'remove']
const commands = [
  ...perConnector.flatMap((command) => connectors.map((connector) => `${command} ${connector}`)),
  ...integrations.map((command) => `integrations ${command}`),
  ...['integrations', 'keys', 'keys create', 'keys rotate', 'schedule', 'schedule run', 'migrate'],
  ...['findings', 'findings export'],
]

it.each(commands)('explains %s within 80 columns', async (command) => {
  const host = capturedHost([...command.split(' '), '--help'])
  expect(await runCli(host)).toBe(0)
  const lines = host.stdout.text().split('\n')
  expect(lines.filter((line) => line.length > 80)).toEqual([])
  expect(lines.filter((line) => line.startsWith('  opencasb ')).length).toBeGreaterThan(0)
})

it.each(connectors)('groups what scan %s takes in the same way as for all others', async (connector) => {
  const host = capturedHost(['scan', connector, '--help'])
  await runCli(host)
  const headings = host.stdout.text().match(/^[A-Z][\w ]+:$/gm)
  expect(headings).toEqual([
    'What to scan:',
    'Signing in:',
    'Choosing checks:',
    'Results:',
    'Options:',
    'Examples:',
    'Exit codes:',
  ])
})
