import { describe, expect, it } from 'vitest'
import { errorAnswer, fakeSalesforce, openContext, rowsAnswer } from '../../tests/fake-salesforce.ts'
import { openSession } from '../sign-in/open-session.ts'
import { type Soql, soql } from '../soql.ts'

const signal = new AbortController().signal

const questions: readonly Soql[] = [
  soql`SELECT Id FROM A0`,
  soql`SELECT Id FROM A1`,
  soql`SELECT Id FROM A2`,
  soql`SELECT Id FROM A3`,
  soql`SELECT Id FROM A4`,
  soql`SELECT Id FROM A5`,
  soql`SELECT Id FROM A6`,
]

describe('questions', () => {
  it('of one moment travel together, five queries to a call', async () => {
    const salesforce = fakeSalesforce(({ soql: text }) =>
      text.includes('FROM A') ? rowsAnswer([{ Id: text }]) : undefined,
    )
    const { client } = await openSession(openContext(salesforce), undefined)
    salesforce.requests.length = 0
    const answers = await Promise.all(questions.map((one) => client.ask({ api: 'tooling', soql: one }, signal)))
    expect(salesforce.requests.map(({ url }) => url.pathname)).toEqual([
      '/services/data/v66.0/composite',
      '/services/data/v66.0/composite',
    ])
    expect(answers.map(({ records }) => records)).toEqual(questions.map(({ text }) => [{ Id: text }]))
  })

  it('are refused one by one', async () => {
    const salesforce = fakeSalesforce(({ soql: text }) =>
      text.includes('FROM A0')
        ? errorAnswer(400, 'INVALID_TYPE')
        : text.includes('FROM A')
          ? rowsAnswer([])
          : undefined,
    )
    const { client } = await openSession(openContext(salesforce), undefined)
    const results = await Promise.allSettled(
      questions.slice(0, 2).map((one) => client.ask({ api: 'data', soql: one }, signal)),
    )
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
    expect(results[0]).toMatchObject({ reason: { code: 'permission' } })
  })

  it('[F10] that fail for now are asked again on their own', async () => {
    let failed = false
    const salesforce = fakeSalesforce(({ soql: text }) => {
      if (!text.includes('FROM A')) return undefined
      if (failed || text.includes('FROM A1')) return rowsAnswer([{ Id: '1' }])
      failed = true
      return errorAnswer(400, 'QUERY_TIMEOUT')
    })
    const { client } = await openSession(openContext(salesforce), undefined)
    const answers = await Promise.all(
      questions.slice(0, 2).map((one) => client.ask({ api: 'data', soql: one }, signal)),
    )
    expect(answers.map(({ records }) => records.length)).toEqual([1, 1])
    expect(salesforce.requests.at(-1)?.url.pathname).toBe('/services/data/v66.0/query')
  })

  it('[F15] take no body for an empty list', async () => {
    for (const body of [null, {}, { done: true }, { done: false, records: [] }, { records: [] }]) {
      const salesforce = fakeSalesforce(({ soql: text }) => (text.includes('FROM A') ? { body } : undefined))
      const { client } = await openSession(openContext(salesforce), undefined)
      const asked = client.ask({ api: 'data', soql: soql`SELECT Id FROM A0` }, signal)
      await expect(asked).rejects.toMatchObject({ code: 'unexpected-answer' })
    }
  })

  it('[F45] end at once when nobody waits any more', async () => {
    const salesforce = fakeSalesforce()
    const { client } = await openSession(openContext(salesforce), undefined)
    salesforce.requests.length = 0
    const controller = new AbortController()
    const asked = client.ask({ api: 'data', soql: soql`SELECT Id FROM A0` }, controller.signal)
    controller.abort(new Error('over'))
    await expect(asked).rejects.toThrow('over')
    expect(salesforce.requests).toEqual([])
  })

  it('that are refused together are asked again on their own', async () => {
    const salesforce = fakeSalesforce(({ url, soql: text }) => {
      if (url.pathname.endsWith('/composite') && refusing) return { status: 410, body: {} }
      if (text.includes('FROM A0')) return { status: 410, body: {} }
      return text.includes('FROM A') ? rowsAnswer([{ Id: '1' }]) : undefined
    })
    let refusing = false
    const { client } = await openSession(openContext(salesforce), undefined)
    refusing = true
    const results = await Promise.allSettled(
      questions.slice(0, 3).map((one) => client.ask({ api: 'data', soql: one }, signal)),
    )
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled'])
    expect(results[0]).toMatchObject({ reason: { code: 'checkpoint-expired' } })
  })
})
