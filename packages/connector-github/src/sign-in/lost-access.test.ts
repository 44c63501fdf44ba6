import type { AnswerToClassify } from '@opencasb/connector-kit'
import { CredentialError } from '@opencasb/core'
import { describe, expect, it } from 'vitest'
import { appClassifier, tokenClassifier } from './lost-access.ts'

function answerOf(status: number, message: string): AnswerToClassify {
  const url = new URL('https://api.github.com/app/installations/1/access_tokens')
  return { method: 'POST', url, status, headers: {}, body: { message }, bucket: 'core' }
}

describe('what an app is told once it has lost access', () => {
  it.each([
    [403, 'This installation has been suspended', /is suspended: unsuspend it/],
    [404, 'Integration not found', /no such app any more/],
    [401, 'Integration not found', /no such app any more/],
    [403, 'This app has been blocked by the organization', /blocks the app: let an owner allow it/],
  ])('%i "%s" ends the scan and says what to do', (status, message, remedy) => {
    const judged = appClassifier(undefined)(answerOf(status, message))
    expect(judged).toMatchObject({ kind: 'fatal', error: { message: expect.stringMatching(remedy) } })
    expect(judged?.kind === 'fatal' && judged.error).toSatisfy(CredentialError.is)
  })

  it('leaves a missing permission to others', () => {
    const permission = { kind: 'permission' } as const
    const classify = appClassifier(() => permission)
    expect(classify(answerOf(403, 'Resource not accessible by integration'))).toBe(permission)
    expect(classify(answerOf(500, 'This installation has been suspended'))).toBe(permission)
  })

  it('says of a personal token that another one is needed', () => {
    const judged = tokenClassifier(undefined)(answerOf(401, 'Bad credentials'))
    expect(judged).toMatchObject({ kind: 'credential', message: expect.stringMatching(/create another one/) })
  })
})
