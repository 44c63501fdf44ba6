import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { allOf, errorAnswer, openFake, rowsAnswer, streamContext } from '../../tests/fake-salesforce.ts'
import { scanSimulated } from '../../tests/simulated-scan.ts'
import { oauthToken } from './app/oauth-token.ts'
import { contentDistribution, linkPassword } from './content/content-distribution.ts'
import { corsEntry } from './integration/allowed-origin.ts'
import { organization } from './organization/organization.ts'
import { setting } from './organization/setting.ts'
import { addresses, lastLogin, user } from './user/user.ts'

const row = {
  Id: '005000000000001AAA',
  Username: 'user-1@example.com',
  Name: 'User 1',
  IsActive: true,
  UserType: 'Standard',
  ProfileId: '00e000000000001AAA',
  CreatedDate: '2025-01-01T00:00:00.000+0000',
  SystemModstamp: '2025-06-01T00:00:00.000+0000',
  LastLoginDate: null,
  Email: 'user-1@example.com',
  SenderEmail: null,
}

describe('what the integration user cannot see', () => {
  it('is a gap for the checks that read it, and for no others', async () => {
    const { report, simulator } = await scanSimulated(
      { world: { users: 30 } },
      {
        hidden: ['User.LastLoginDate', 'Organization.DefaultLeadAccess'],
        only: [
          'salesforce/user-dormant',
          'salesforce/inactive-user',
          'salesforce/default-lead-access',
          'salesforce/default-case-access',
        ],
      },
    )
    await simulator.close()
    expect(report.status).toBe('incomplete')
    const status = Object.fromEntries(report.checks.map(({ check, status: one }) => [check, one]))
    expect(status).toEqual({
      'salesforce/user-dormant': 'unknown',
      'salesforce/inactive-user': 'assessed',
      'salesforce/default-lead-access': 'unknown',
      'salesforce/default-case-access': 'assessed',
    })
    const messages = report.gaps.map(({ message }) => message).join('\n')
    expect(messages).toContain('User.LastLoginDate')
    expect(messages).toContain('Organization.DefaultLeadAccess')
  })

  it('is a gap for the whole object where nothing can be read without it', async () => {
    const { report, simulator } = await scanSimulated(
      {},
      { hidden: ['RemoteProxy.ProtocolMismatch'], only: ['salesforce/remote-site-protocol-security'] },
    )
    await simulator.close()
    expect(report.gaps).toMatchObject([
      { reason: 'permission-missing', message: expect.stringContaining('RemoteProxy.ProtocolMismatch') },
    ])
  })

  it('is no empty list of users', async () => {
    const session = await openFake(({ soql }) => (soql.includes('FROM User') ? rowsAnswer([]) : undefined))
    await expect(allOf(user.collect(streamContext(session)))).rejects.toMatchObject({ code: 'permission' })
  })

  it('is no setting that is off', async () => {
    const session = await openFake(({ soql }) =>
      soql.includes('FROM SecuritySettings')
        ? rowsAnswer([{ Metadata: { sessionSettings: { enableCSRFOnGet: 'perhaps' } } }])
        : undefined,
    )
    const context = { ...streamContext(session) }
    const facet = (path: string) => setting('SecuritySettings', path, z.boolean()).fetch({ id: '', name: '' }, context)
    await expect(facet('sessionSettings.enableCSRFOnPost')).rejects.toMatchObject({ code: 'feature-unavailable' })
    await expect(facet('sessionSettings.enableCSRFOnGet')).rejects.toMatchObject({ code: 'unexpected-answer' })
    await expect(facet('toString')).rejects.toMatchObject({ code: 'feature-unavailable' })
  })
})

describe('users', () => {
  it('[F15] that cannot be read are gaps for themselves', async () => {
    const odd = [{ ...row, Id: 'odd', IsActive: 'yes' }, { ...row, Id: 'null', Username: null }, null, 17, row]
    const session = await openFake(({ soql }) => (soql.includes('FROM User') ? rowsAnswer(odd) : undefined))
    const [page] = await allOf(user.collect(streamContext(session)))
    expect(page?.items.map(({ id }) => id)).toEqual([row.Id])
    expect(page?.unreadable?.map(({ key }) => key)).toEqual(['odd', 'null', undefined, undefined])
  })

  it('survive what is missing, extra and unknown', async () => {
    const { LastLoginDate: _login, SenderEmail: _sender, UserType: _type, ...few } = row
    const session = await openFake(({ soql }) =>
      soql.includes('FROM User')
        ? rowsAnswer([
            { ...few, Extra: {} },
            { ...row, Id: '2', UserType: 'Brand New' },
          ])
        : undefined,
    )
    const context = streamContext(session)
    const [page] = await allOf(user.collect(context))
    const [first, second] = page?.items ?? []
    if (!first || !second) throw new Error('both are read')
    await expect(lastLogin.fetch(first, context)).rejects.toMatchObject({ code: 'permission' })
    await expect(addresses.fetch(first, context)).rejects.toMatchObject({ code: 'permission' })
    await expect(lastLogin.fetch(second, context)).resolves.toEqual({ at: null })
    expect(second.userType).toBe('Brand New')
  })

  it('are asked for by what changed, with a margin for changes that show late', async () => {
    const queries: string[] = []
    const session = await openFake(({ soql }) => {
      if (!soql.includes('FROM User')) return undefined
      queries.push(soql)
      return rowsAnswer(soql.includes('WHERE') ? [] : [row])
    })
    const pages = await allOf(user.collect(streamContext(session)))
    const watermark = pages.at(-1)?.watermark
    expect(watermark).toBe(row.SystemModstamp)
    const changes = user.changes?.({ ...streamContext(session), from: watermark ?? '' })
    const feed = changes ? await allOf(changes) : []
    expect(queries.at(-1)).toContain('SystemModstamp >= 2025-05-31T23:55:00.000Z')
    expect(feed.at(-1)?.watermark).toBe(watermark)
  })

  it('[F19] are read anew where a page’s cursor is gone', async () => {
    const session = await openFake(({ url }) =>
      url.pathname.includes('01g') ? errorAnswer(400, 'INVALID_QUERY_LOCATOR') : undefined,
    )
    const from = '/services/data/v66.0/query/01g000000000001-2000'
    await expect(allOf(user.collect({ ...streamContext(session), from }))).rejects.toMatchObject({
      code: 'checkpoint-expired',
    })
  })

  it('[F27] are not looked for at another host', async () => {
    const session = await openFake(({ soql }) =>
      soql.includes('FROM User')
        ? { body: { totalSize: 4, done: false, records: [row], nextRecordsUrl: 'https://evil.example.com/next' } }
        : undefined,
    )
    await expect(allOf(user.collect(streamContext(session)))).rejects.toThrow('leads away')
  })
})

describe('public links', () => {
  it('[F35] keep no password, only how good it is', async () => {
    const link = {
      Id: '05D000000000001AAA',
      Name: 'Offer',
      ContentDocumentId: '069000000000001AAA',
      OwnerId: row.Id,
      CreatedDate: row.CreatedDate,
      PreferencesPasswordRequired: true,
      PreferencesExpires: false,
      ExpiryDate: null,
      LastViewDate: null,
    }
    const session = await openFake(({ soql }) =>
      soql.includes('FROM ContentDistribution')
        ? rowsAnswer([
            { ...link, Password: 'canary1' },
            { ...link, Id: '2', Password: 'Canary-2-and-more' },
            { ...link, Id: '3', Password: null },
          ])
        : undefined,
    )
    const context = streamContext(session)
    const [page] = await allOf(contentDistribution.collect(context))
    expect(JSON.stringify(page)).not.toMatch(/canary/i)
    const [weak, strong, hidden] = page?.items ?? []
    if (!weak || !strong || !hidden) throw new Error('all are read')
    await expect(linkPassword.fetch(weak, context)).resolves.toBe('weak')
    await expect(linkPassword.fetch(strong, context)).resolves.toBe('strong')
    await expect(linkPassword.fetch(hidden, context)).rejects.toMatchObject({ code: 'permission' })
  })
})

describe('OAuth tokens', () => {
  it('are all found where there are more than one query gives', async () => {
    const { report, simulator } = await scanSimulated(
      { world: { users: 5_000, things: 900 } },
      { only: ['salesforce/token-not-used'] },
    )
    const rows = simulator.world.table('OauthToken')?.rows
    const grants = new Set(
      [...(rows?.all() ?? [])].map((one) => `${one['AppMenuItemId'] ?? one['AppName']}/${one['UserId']}`),
    )
    await simulator.close()
    expect(rows?.count).toBe(7_200)
    expect(report.status).toBe('complete')
    const { assets } = report.checks[0] ?? {}
    expect((assets?.passed ?? 0) + (assets?.failed ?? 0)).toBe(grants.size)
  })

  it('of one user that are too many are no short list', async () => {
    const token = { AppName: 'App', AppMenuItemId: null, UserId: row.Id, LastUsedDate: null, UseCount: 1 }
    const session = await openFake(({ soql }) => {
      if (soql.includes('COUNT()')) return { body: { totalSize: 9_000, done: true, records: [] } }
      return soql.includes('FROM OauthToken') ? rowsAnswer(Array.from({ length: 2_500 }, () => token)) : undefined
    })
    await expect(allOf(oauthToken.collect(streamContext(session)))).rejects.toThrow('more OAuth tokens')
  })
})

describe('a scan of a large organisation', () => {
  it('takes few requests: 10,000 users, 500 permission sets', async () => {
    const { report, simulator } = await scanSimulated({ world: { users: 10_000, permissionSets: 500, things: 30 } })
    const calls = simulator.requests.filter(({ path }) => path.startsWith('/services/data/'))
    await simulator.close()
    expect(report.status).toBe('complete')
    expect(calls.length).toBeLessThanOrEqual(60)
  }, 60_000)
})

describe('a scan that has used its share of the daily requests', () => {
  it('[F09] ends in order, and says when it goes on', async () => {
    const { report, simulator } = await scanSimulated(
      { world: { users: 3_000 }, pageSize: 100, dailyRequests: 100 },
      { dailyShare: 0.1, only: ['salesforce/inactive-user'] },
    )
    const calls = simulator.usage().find(({ bucket }) => bucket === 'daily')
    await simulator.close()
    expect(report.status).toBe('deferred')
    expect(report.resumeAt).toBeDefined()
    expect(calls?.charged).toBeLessThanOrEqual(10)
    expect(calls?.refused).toBe(0)
  })

  it('[F09] stops at once where the organisation has none left', async () => {
    const { report, simulator } = await scanSimulated(
      { world: { users: 3_000 }, pageSize: 100, dailyRequests: 8 },
      { dailyShare: 1, only: ['salesforce/inactive-user'] },
    )
    const calls = simulator.usage().find(({ bucket }) => bucket === 'daily')
    await simulator.close()
    expect(report.status).toBe('deferred')
    expect(calls?.refused ?? 0).toBeLessThanOrEqual(1)
  })
})

describe('what changes in Setup only', () => {
  const query = (session: Parameters<typeof streamContext>[0], from?: string) =>
    allOf(
      (from === undefined ? corsEntry.collect : corsEntry.changes)?.({
        ...streamContext(session),
        ...(from && { from }),
      }) ?? nothing(),
    )
  async function* nothing(): AsyncGenerator<never> {}

  const at = (actions: readonly string[]) =>
    openFake(({ soql }) => {
      if (soql.includes('FROM SetupAuditTrail'))
        return rowsAnswer(actions.map((Action, index) => ({ Id: `${actions.length - index}`, Action })))
      return soql.includes('FROM CorsWhitelistEntry')
        ? rowsAnswer([{ Id: '1', UrlPattern: 'https://*.example.com' }])
        : undefined
    })

  it('is read again only where somebody was in Setup', async () => {
    const [page] = await query(await at(['changedCors']))
    const from = page?.watermark ?? ''
    expect(page?.items).toHaveLength(1)
    expect(await query(await at(['deactivateduser', 'changedCors']), from)).toEqual([{ items: [], watermark: from }])
    await expect(query(await at(['somethingNew', 'changedCors']), from)).rejects.toMatchObject({
      code: 'checkpoint-expired',
    })
    await expect(query(await at([]), from)).rejects.toMatchObject({ code: 'checkpoint-expired' })
  })
})

describe('the organisation', () => {
  it('is there even where a field is not', async () => {
    const session = await openFake(({ soql, url }) => {
      if (soql.includes('DefaultLeadAccess'))
        return errorAnswer(400, 'INVALID_FIELD', "No such column 'DefaultLeadAccess' on entity 'Organization'.")
      if (url.pathname.endsWith('/Organization/describe')) {
        const fields = ['Id', 'Name', 'IsSandbox', 'DefaultCaseAccess'].map((name) => ({ name }))
        return { body: { name: 'Organization', queryable: true, fields } }
      }
      return soql.includes('DefaultCaseAccess')
        ? rowsAnswer([{ Id: '00D000000000001EAA', Name: 'Acme', IsSandbox: false, DefaultCaseAccess: 'Read' }])
        : undefined
    })
    const [page] = await allOf(organization.collect(streamContext(session)))
    expect(page?.items[0]?.row).toMatchObject({ DefaultCaseAccess: 'Read' })
  })
})
