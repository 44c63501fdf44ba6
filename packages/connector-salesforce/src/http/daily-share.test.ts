import { describe, expect, it } from 'vitest'
import { fakeSalesforce, openContext, rowsAnswer } from '../../tests/fake-salesforce.ts'
import { openSession } from '../sign-in/open-session.ts'
import { soql } from '../soql.ts'

describe('the share of the daily quota', () => {
  it('[F09] ends the scan in order before it is used up', async () => {
    const salesforce = fakeSalesforce(({ soql: text }) =>
      text.includes('FROM A')
        ? { ...rowsAnswer([]), headers: { 'sforce-limit-info': 'api-usage=4000/100' } }
        : undefined,
    )
    const session = await openSession(openContext(salesforce), undefined)
    const item = { '~standard': { version: 1 as const, vendor: 'test', validate: (value: unknown) => ({ value }) } }
    const signal = new AbortController().signal
    const read = async (): Promise<void> => {
      for await (const _ of session.client.query(soql`SELECT Id FROM A0`, { item, signal }));
    }
    const results = []
    for (let turn = 0; turn < 12; turn++) results.push(await read().catch((error: unknown) => error))
    const refused = results.filter((result) => result !== undefined)
    // Signing in took two requests, versions and the organisation; ten are a tenth of a hundred.
    expect(results.length - refused.length).toBe(8)
    expect(refused[0]).toMatchObject({ code: 'rate-limit', retryAfterMs: 86_400_000 })
    expect(salesforce.requests.filter(({ url }) => url.pathname.startsWith('/services/data'))).toHaveLength(10)
  })
})
