import type { Command } from 'commander'
import { expect, it } from 'vitest'
import { connectorCommands } from '../src/connectors/connector-commands.ts'
import { buildProgram } from '../src/program/build-program.ts'
import { runCli } from '../src/run-cli.ts'
import { createConsole } from '../src/terminal/console.ts'
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

/** Every command that does something, with its path. */
function leaves(command: Command, path: readonly string[] = []): readonly (readonly string[])[] {
  if (command.commands.length === 0) return [path]
  return command.commands.flatMap((child) => leaves(child, [...path, child.name()]))
}

const program = buildProgram({
  host: capturedHost([]),
  console: createConsole(capturedHost([])),
  connectors: connectorCommands(),
  run: () => Promise.resolve(),
})

it.each(leaves(program).map((path) => [path.join(' ')]))(
  'tells with %s --help of --debug, and gives an example',
  async (path) => {
    const host = capturedHost([...path.split(' '), '--help'])
    expect(await runCli(host)).toBe(0)
    expect(host.stdout.text()).toContain('--debug')
    expect(host.stdout.text()).toContain('Examples:')
  },
)

it.each(['scan github', 'integrations scan', 'integrations check', 'schedule run'])(
  'says what %s exits with',
  async (path) => {
    const host = capturedHost([...path.split(' '), '--help'])
    await runCli(host)
    expect(host.stdout.text()).toMatch(/Exit codes:\n {2}0 /)
  },
)

it.each([
  ['help', '--help'],
  ['help scan', 'scan --help'],
  ['help scan github', 'scan github --help'],
  ['help integrations add m365', 'integrations add m365 --help'],
  ['help findings show 3fa9c1', 'findings show --help'],
  ['findings help', 'findings --help'],
  ['findings help list', 'findings list --help'],
  ['scan help', 'scan --help'],
  ['integrations add help github', 'integrations add github --help'],
])('prints with "%s" what "%s" prints', async (words, option) => {
  const [asked, meant] = [capturedHost(words.split(' ')), capturedHost(option.split(' '))]
  expect([await runCli(asked), await runCli(meant)]).toEqual([0, 0])
  expect(asked.stdout.text()).toBe(meant.stdout.text())
})

it.each([
  ['help scna', "Unknown command 'scna'\n       (Did you mean scan?)"],
  ['help findings lst', "Unknown command 'lst'\n       (Did you mean list?)"],
  ['findings help lst', "Unknown command 'lst'"],
  ['help scan githb', 'there is no connector "githb". There is: github,'],
  ['help integrations add githb', 'there is no connector "githb"'],
])('says with "%s" that there is no such command', async (words, text) => {
  const host = capturedHost(words.split(' '))
  expect(await runCli(host)).toBe(2)
  expect(host.stderr.text()).toContain(text)
  expect(host.stdout.text()).toBe('')
})

it('takes "help" for what it is behind a command that does something', async () => {
  const host = capturedHost(['findings', 'list', '--text', 'help', '--database', 'memory'])
  expect(await runCli(host)).toBe(2)
  expect(host.stderr.text()).toContain('--database: what was kept in memory is gone')
})
