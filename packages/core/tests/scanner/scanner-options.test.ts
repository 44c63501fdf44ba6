import { describe, expect, it } from 'vitest'
import { createScanner, type Scanner, type ScannerOptions } from '../../src/index.ts'
import { NotesWorld, notesConnector } from '../notes-world.ts'

const connector = notesConnector(new NotesWorld())

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
