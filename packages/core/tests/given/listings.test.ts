import { describe, expect, it } from 'vitest'
import type { FindingFilter, Scanner } from '../../src/index.ts'
import { setUp, worldOf } from '../scan-set-up.ts'

/** A host without types, or with a typing mistake. */
const any = (value: unknown): never => value as never

const use =
  'use integration, connector, severity, state, check, category, assetKind, asset, text, firstSeenSince, unknown'

describe('what a host narrows its listings to', () => {
  it.each<[string, (scanner: Scanner) => Promise<unknown>, string]>([
    [
      'a field there is not',
      ({ findings }) => findings.list(any({ owner: 'x' })),
      `filter: there is no "owner" here; ${use}`,
    ],
    [
      'a field misspelt',
      ({ findings }) => findings.count(any({ severities: ['high'] })),
      `filter: there is no "severities" here; ${use}`,
    ],
    [
      'a severity misspelt',
      ({ findings }) => findings.list(any({ severity: ['hgh'] })),
      'filter.severity.0: must be one of critical, high, medium, low',
    ],
    [
      'a state misspelt',
      ({ findings }) => findings.list(any({ state: ['open', 'opne'] })),
      'filter.state.1: must be one of open, acknowledged, ignored, resolved, reopened',
    ],
    [
      'a category there is not',
      ({ findings }) => findings.count({ category: ['misc'] }),
      'filter.category.0: must be one of misconfiguration, ',
    ],
    [
      'an asset kind there is not',
      ({ findings }) => findings.list(any({ assetKind: ['repo'] })),
      'filter.assetKind.0: must be one of organization, ',
    ],
    [
      'what is not given',
      ({ findings }) => findings.list(any({ integration: undefined })),
      'filter.integration: is undefined; leave it out for all',
    ],
    [
      'a text for a list',
      ({ findings }) => findings.list(any({ integration: 'x' })),
      'filter.integration: must be a list of texts',
    ],
    [
      'one that is not given in a list',
      ({ findings }) => findings.list(any({ integration: [undefined] })),
      'filter.integration.0: must be text that is not empty',
    ],
    [
      'a time that is none',
      ({ findings }) => findings.list({ firstSeenSince: 'Jan 31 2026' }),
      'filter.firstSeenSince: must be a time such as',
    ],
    [
      'a text for yes or no',
      ({ findings }) => findings.list(any({ unknown: 'yes' })),
      'filter.unknown: must be true or false',
    ],
    ['no filter', ({ findings }) => findings.list(any(null)), 'filter: must be an object'],
    [
      'a group there is not',
      ({ findings }) => findings.count({}, any('nope')),
      'by: must be one of severity, state, check, connector, integration, category',
    ],
    [
      'a field of every finding',
      ({ findings }) =>
        findings
          .all(any({ owner: 'x' }))
          [Symbol.asyncIterator]()
          .next(),
      'filter: there is no "owner"',
    ],
    [
      'no page',
      ({ findings }) => findings.list({}, { limit: 0 }),
      'options.limit: must be a whole number from 1 to 1000',
    ],
    [
      'half a page',
      ({ findings }) => findings.list({}, { limit: 1.5 }),
      'options.limit: must be a whole number from 1 to 1000',
    ],
    [
      'too long a page',
      ({ inventory }) => inventory.list({}, { limit: 1_001 }),
      'options.limit: must be a whole number from 1 to 1000',
    ],
    [
      'a page misspelt',
      ({ inventory }) => inventory.list({}, any({ cursor: 'x' })),
      'options: there is no "cursor" here; use limit, after',
    ],
    [
      'an inventory field there is not',
      ({ inventory }) => inventory.list(any({ kinds: ['account'] })),
      'filter: there is no "kinds" here; use integration, kind, text',
    ],
    [
      'an inventory of what is not given',
      ({ inventory }) => inventory.count(any({ integration: undefined })),
      'filter.integration: is undefined',
    ],
    [
      'a kind misspelt',
      ({ inventory }) => inventory.count(any({ kind: ['acount'] })),
      'filter.kind.0: must be one of organization, ',
    ],
    [
      'owners',
      ({ integrations }) => integrations.list(any({ owners: 'x' })),
      'filter: there is no "owners" here; use connector, owner, tenant, limit',
    ],
    [
      'an owner that is not given',
      ({ integrations }) => integrations.list(any({ owner: undefined })),
      'filter.owner: is undefined; leave it out for all',
    ],
    [
      'an empty owner',
      ({ integrations }) => integrations.list({ owner: '' }),
      'filter.owner: must be text that is not empty',
    ],
    [
      'no integrations',
      ({ integrations }) => integrations.list({ limit: -1 }),
      'filter.limit: must be a whole number from 1 on',
    ],
    [
      'what is due for nobody',
      (scanner) => scanner.due(any({ integration: undefined })),
      'options.integration: is undefined; leave it out for all',
    ],
    [
      'what is due, misspelt',
      (scanner) => scanner.due(any({ integrations: 'x' })),
      'options: there is no "integrations" here; use integration, limit, early',
    ],
    [
      'what is due by a number that is none',
      (scanner) => scanner.due({ limit: Number.NaN }),
      'options.limit: must be a whole number from 1 on',
    ],
    [
      'a finding of no integration',
      ({ findings }) => findings.get(any({ fingerprint: 'abcdef' })),
      'finding: give its fingerprint, or an object with',
    ],
    [
      'the history of nothing',
      ({ findings }) => findings.history(any(undefined)),
      'finding: give its fingerprint, or an object with',
    ],
  ])('is refused where it would list something else: %s', async (_what, list, message) => {
    const { scanner } = await setUp(worldOf(1))
    const [field] = message.split(': ')
    await expect(list(scanner)).rejects.toMatchObject({
      code: 'config',
      field,
      message: expect.stringContaining(message),
    })
  })

  it('may be anything that fits', async () => {
    const { scanner, scan, id } = await setUp(worldOf(3), {}, ['notes/public'])
    await scan()
    const { findings, inventory, integrations } = scanner
    const wide: FindingFilter = {
      integration: [id],
      connector: ['notes'],
      severity: ['high'],
      state: ['open'],
      check: ['notes/public'],
      category: ['misconfiguration'],
      assetKind: ['repository'],
      text: '',
      firstSeenSince: '2001-01-01',
    }
    expect((await findings.list(wide, { limit: 1_000 })).items).toHaveLength(3)
    expect((await findings.list({ integration: [] })).items).toEqual([])
    const { items, cursor = '' } = await findings.list({}, { limit: 2 })
    expect([...items, ...(await findings.list({}, { limit: 2, after: cursor })).items]).toHaveLength(3)
    expect(await findings.count({}, 'category')).toEqual({ misconfiguration: 3 })
    expect((await inventory.list({ integration: [id], kind: ['repository'], text: 'N1' })).items).toHaveLength(1)
    expect(await integrations.list({ connector: 'notes', tenant: 'tenant-1', limit: 5_000 })).toHaveLength(1)
  })
})

describe('how a host wants a scan', () => {
  it.each<[object, string]>([
    [{ mode: 'ful' }, 'options.mode: must be one of auto, full'],
    [{ onyl: ['notes/public'] }, 'options: there is no "onyl" here; use signal, mode, only, skip, confirmSweep'],
    [{ only: 'notes/public' }, 'options.only: must be a list of texts'],
    [{ confirmSweep: 'no' }, 'options.confirmSweep: must be true or false'],
  ])('is refused where it is misspelt, before any call: %j', async (options, message) => {
    const world = worldOf(1)
    const { scanner, id } = await setUp(world)
    await expect(scanner.scan(id, options)).rejects.toMatchObject({
      code: 'config',
      message: expect.stringContaining(message),
    })
    await expect(scanner.plan(id, options)).rejects.toMatchObject({ code: 'config' })
    expect(world.calls).toEqual([])
  })
})

it('refuses to listen to an event that there is not', async () => {
  const { scanner } = await setUp(worldOf(1))
  expect(() => scanner.on(any('scan-ended'), () => undefined)).toThrow(
    'event: must be one of scan-start, scan-progress, scan-gap, finding-change, scan-end, health-change, credential-expiry',
  )
})

it('takes what narrows nothing for left out where it is undefined', async () => {
  const { scanner } = await setUp(worldOf(1))
  const left = { limit: undefined }
  await scanner.due(any({ ...left, early: undefined }))
  await scanner.integrations.list(any(left))
  await scanner.findings.list({}, any({ ...left, after: undefined }))
})
