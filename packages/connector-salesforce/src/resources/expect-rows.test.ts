import { describe, expect, it } from 'vitest'
import { allOf, fakeSalesforce, openContext, rowsAnswer, streamContext } from '../../tests/fake-salesforce.ts'
import type { SalesforceSession } from '../session.ts'
import { openSession } from '../sign-in/open-session.ts'
import { oauthToken } from './app/oauth-token.ts'
import { corsEntry } from './integration/allowed-origin.ts'
import { certificate } from './integration/certificate.ts'
import { remoteSite } from './integration/remote-site.ts'
import { traceFlag } from './integration/trace-flag.ts'

/** A session on an organisation whose newest change of Setup has this id, and the objects that each call asked for. */
async function open(newest: string) {
  const salesforce = fakeSalesforce(({ soql }) => {
    if (soql.includes('FROM SetupAuditTrail')) return rowsAnswer([{ Id: newest, Action: 'changedSecurity' }])
    if (soql.includes('COUNT()')) return rowsAnswer([])
    return /FROM (Certificate|TraceFlag|RemoteProxy|CorsWhitelistEntry|OauthToken)/.test(soql)
      ? rowsAnswer([])
      : undefined
  })
  const session = await openSession(openContext(salesforce), undefined)
  salesforce.requests.length = 0
  const calls = () =>
    salesforce.requests.map(({ url, body = '' }) =>
      [...(body || url.href).matchAll(/FROM(?:\+|%20)(\w+)/g)].map(([, object]) => object),
    )
  return { session, context: streamContext(session), calls }
}

async function announce(session: SalesforceSession, ...resources: readonly (typeof certificate)[]): Promise<void> {
  const context = streamContext(session)
  for (const { partitions } of resources) await allOf(partitions?.(context) ?? neverAny())
}

async function* neverAny(): AsyncGenerator<never> {}

describe('rows that a scan is about to read', () => {
  it('belong to the organisation as a whole', async () => {
    const { session, context } = await open('a')
    expect(await allOf(certificate.partitions?.(context) ?? neverAny())).toEqual([
      { key: session.orgId, name: 'Acme', asset: { kind: 'organization', id: session.orgId, name: 'Acme' } },
    ])
  })

  it('are asked for with the first of them', async () => {
    const { session, context, calls } = await open('a')
    await announce(session, certificate, traceFlag as unknown as typeof certificate)
    await allOf(certificate.collect(context))
    await allOf(traceFlag.collect(context))
    expect(calls()).toEqual([['Certificate', 'TraceFlag']])
  })

  it('of Setup are never older than what is noted of where Setup stands', async () => {
    const { session, context, calls } = await open('a')
    const resources = [certificate, remoteSite, corsEntry] as unknown as (typeof certificate)[]
    await announce(session, ...resources)
    await allOf(certificate.collect(context))
    await allOf(remoteSite.collect(context))
    const [cors] = await allOf(corsEntry.collect(context))
    expect(cors).toMatchObject({ watermark: 'a' })
    expect(calls()).toEqual([['Certificate'], ['SetupAuditTrail', 'RemoteProxy'], ['CorsWhitelistEntry']])
  })

  it('of Setup are left alone where Setup stands where it stood', async () => {
    const { session, context, calls } = await open('a')
    const resources = [remoteSite, corsEntry] as unknown as (typeof certificate)[]
    await announce(session, ...resources)
    for (const { changes } of resources) {
      const pages = await allOf(changes?.({ ...context, from: 'a' }) ?? neverAny())
      expect(pages).toEqual([{ items: [], watermark: 'a' }])
    }
    await allOf(certificate.collect(context))
    expect(calls()).toEqual([['SetupAuditTrail'], ['Certificate']])
  })

  it('of Setup are asked for together where Setup was changed', async () => {
    const { session, context, calls } = await open('b')
    const resources = [remoteSite, corsEntry] as unknown as (typeof certificate)[]
    await announce(session, ...resources)
    for (const { changes, collect } of resources) {
      const changed = allOf(changes?.({ ...context, from: 'a' }) ?? neverAny())
      await expect(changed).rejects.toMatchObject({ code: 'checkpoint-expired' })
      await allOf(collect(context))
    }
    expect(calls()).toEqual([['SetupAuditTrail'], ['RemoteProxy', 'CorsWhitelistEntry']])
  })

  it('of OAuth tokens are never older than their count, which tells whether some are missing', async () => {
    const { context, calls } = await open('a')
    await allOf(oauthToken.collect(context))
    expect(calls()).toEqual([['OauthToken', 'OauthToken']])
  })
})
