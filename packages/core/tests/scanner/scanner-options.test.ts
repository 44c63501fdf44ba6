import { describe, expect, it } from 'vitest'
import { type Connector, createScanner, type Scanner, type ScannerOptions } from '../../src/index.ts'
import { NotesWorld, notesConnector } from '../notes-world.ts'

const connector = notesConnector(new NotesWorld())

/** What a connector's package exports. */
function notes(): Connector {
  return connector
}

function make(options: object): Scanner {
  return createScanner({ connectors: [connector], ...(options as Partial<ScannerOptions>) })
}

describe('the options of a scanner', () => {
  it.each<[object, string]>([
    [{ expiryWarningDays: [-1] }, 'expiryWarningDays: must be a number from 0 to 3650, not -1'],
    [{ expiryWarningDays: [14, Number.NaN] }, 'expiryWarningDays: must be a number from 0 to 3650, not NaN'],
    [{ fullEveryMs: -1 }, 'fullEveryMs: must be a whole number from 0 to 31622400000, not -1'],
    [{ fullEveryMs: Number.NaN }, 'fullEveryMs: must be a whole number'],
    [{ limits: { retries: Number.NaN } }, 'limits.retries: must be a whole number from 0 to 1000000, not NaN'],
    [{ limits: { maxWaitMs: -5 } }, 'limits.maxWaitMs: must be a whole number from 0 to 604800000, not -5'],
    [{ limits: { concurrency: 1.5 } }, 'limits.concurrency: must be a whole number from 1 to 1000, not 1.5'],
    [{ limits: { streams: 0 } }, 'limits.streams: must be a whole number from 1 to 1000, not 0'],
    [{ limits: { leaseMs: 10 } }, 'limits.leaseMs: must be a whole number from 100 to 3600000, not 10'],
    [{ limits: { reserve: 1 } }, 'limits.reserve: must be a number from 0 to 0.95, not 1'],
    [{ schedule: { concurrency: 1.5 } }, 'schedule.concurrency: must be a whole number from 1 to 1000, not 1.5'],
    [{ schedule: { perConnector: 0 } }, 'schedule.perConnector: must be a whole number from 1 to 1000, not 0'],
    [{ schedule: { pollMs: 5 } }, 'schedule.pollMs: must be a whole number from 100 to 3600000, not 5'],
    [{ schedule: { jitter: 2 } }, 'schedule.jitter: must be a number from 0 to 1, not 2'],
    [{ inventory: ['account', 'repo'] }, 'inventory: there is no kind "repo"; use some of organization, account, '],
  ])('are refused by name where they cannot be: %j', (options, message) => {
    expect(() => make(options)).toThrow(message)
    expect(() => make(options)).toThrow(expect.objectContaining({ code: 'config', field: message.split(':')[0] }))
  })

  it.each<[unknown, string]>([
    [undefined, 'options: must be an object'],
    [null, 'options: must be an object'],
    [{}, 'connectors: give at least one'],
    [{ connectors: connector }, 'connectors: must be a list'],
    [{ connectors: [connector, undefined] }, 'connectors.1: is no connector; give what a function such as github()'],
    [{ connectors: [{}] }, 'connectors.0: is no connector'],
    [{ connectors: [notes] }, 'connectors.0: notes is a function that makes the connector; call it: notes()'],
    [
      { connectors: [connector], sink: [] },
      'options: there is no "sink" here; use connectors, state, credentials, sinks, ',
    ],
    [{ connectors: [connector], state: './scans.db' }, 'state: must be an object'],
    [{ connectors: [connector], sinks: [{}] }, 'sinks.0: must be a sink: an object with a name and a function "write"'],
    [{ connectors: [connector], sinks: [null] }, 'sinks.0: must be a sink'],
    [{ connectors: [connector], sinks: [{ name: 'x' }] }, 'sinks.0: must be a sink'],
    [{ connectors: [connector], expiryWarningDays: 7 }, 'expiryWarningDays: must be a list'],
    [{ connectors: [connector], limits: { stream: 1 } }, 'limits: there is no "stream" here; use reserve, '],
    [{ connectors: [connector], schedule: { poll: 1 } }, 'schedule: there is no "poll" here; use concurrency, '],
  ])('are refused where they are none, also of a host without types: %j', (options, message) => {
    const field = message.split(':')[0]
    expect(() => createScanner(options as ScannerOptions)).toThrow(expect.objectContaining({ code: 'config', field }))
    expect(() => createScanner(options as ScannerOptions)).toThrow(message)
  })

  it('may be there and undefined', async () => {
    await make({ state: undefined, sinks: undefined, limits: undefined, clock: undefined }).close()
  })

  it.each<[object, string]>([
    [{ severity: 'hgh' }, 'must have as its severity one of critical, high, medium, low'],
    [{ category: 'misc' }, 'must have as its category one of misconfiguration, '],
    [{ lifecycle: 'beta' }, 'must have as its lifecycle one of stable, preview, deprecated'],
    [{ title: '' }, 'must have a title'],
    [{ risk: ' ' }, 'must have a risk'],
    [{ remediation: undefined }, 'must have a remediation'],
    [{ version: 0 }, 'must have a version that is a whole number from 1 on'],
    [{ version: '1' }, 'must have a version that is a whole number from 1 on'],
    [{ on: undefined }, 'has no "on"'],
  ])('have no connector with a check that is not sound: %j', (wrong, message) => {
    const unsound = { ...connector, checks: connector.checks.map((check) => ({ ...check, ...wrong })) }
    expect(() => make({ connectors: [unsound] })).toThrow(
      `The connector notes is not sound: the check notes/public ${message}`,
    )
    expect(() => make({ connectors: [unsound] })).toThrow(expect.objectContaining({ code: 'contract' }))
  })

  it('may be functions with the methods that are asked for', async () => {
    const log = Object.assign(() => undefined, { debug: () => undefined, warn: () => undefined })
    await make({ log }).close()
  })

  it('may be at the ends of what is allowed', async () => {
    const limits = { reserve: 0, retries: 0, maxWaitMs: 0, streams: 1, concurrency: 1 }
    await make({ limits, fullEveryMs: 0, expiryWarningDays: [], inventory: [] }).close()
    await make({ expiryWarningDays: [0, 0.5], schedule: { jitter: 0 } }).close()
  })
})

it('starts nothing any more once a scanner was closed, and says so', async () => {
  const scanner = make({})
  scanner.start()
  await scanner.close()
  expect(() => scanner.start()).toThrow('start: the scanner was closed; make another one')
  await scanner.close()
})
