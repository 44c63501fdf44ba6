import type { Page, StreamContext } from '@opencasb/core/connector'
import type { z } from 'zod'
import type { SalesforceSession } from '../../session.ts'
import { questionOf, readRows } from '../read-rows.ts'
import { type AccessQuestion, accessSource, togetherQuestions } from './access-questions.ts'
import { describeFields } from './describe-fields.ts'
import { permissionsOf } from './read-permission-bits.ts'

/**
 * Reads the rows of a small question. Whoever asks one of a line will ask the others soon, each after the last was
 * answered: the call that is made for the first takes them along.
 * @throws PermissionError naming the object and the fields that are hidden
 */
export async function* readTogether<T>(
  question: AccessQuestion,
  item: (muted: readonly string[]) => z.ZodType<T>,
  context: StreamContext<SalesforceSession>,
): AsyncGenerator<Page<T>, void, undefined> {
  const { session, signal } = context
  if (togetherQuestions.includes(question)) await expectTogether(session)
  const muted =
    question === 'mutings' ? permissionsOf(await describeFields(session, 'MutingPermissionSet', signal)) : []
  yield* readRows({ ...accessSource(question, muted), item: item(muted) }, context)
}

/** Says, once in a session, that these questions will be asked. */
export async function expectTogether({ client }: SalesforceSession): Promise<void> {
  await client.once('questions about access', async () => {
    for (const question of togetherQuestions) client.expect(questionOf(accessSource(question, [])))
  })
}
