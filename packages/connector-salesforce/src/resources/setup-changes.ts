import { CheckpointExpiredError, PermissionError } from '@opencasb/core'
import type { Page, StreamContext } from '@opencasb/core/connector'
import { z } from 'zod'
import type { SalesforceSession } from '../session.ts'
import { soql } from '../soql.ts'

type Reading = Pick<StreamContext<SalesforceSession>, 'session' | 'signal'>

/** The group of questions that are asked only where Setup has to be read. */
export const setupQuestions = 'Setup'

/** Enough to look past the many changes of users. */
const query = soql`SELECT Id, Action FROM SetupAuditTrail ORDER BY CreatedDate DESC LIMIT ${200}`
/** Entries of the same moment come in any order, so several of the newest stand for the newest. */
const newest = 10

const entry = z.object({ Id: z.string(), Action: z.string() })

/** Changes of users, which no setting depends on. An action that is not known here counts as a change of Setup. */
const ofUsers = new Set([
  'createduser',
  'activateduser',
  'deactivateduser',
  'frozeuser',
  'unfrozeuser',
  'changedprofileforuser',
  'changedroleforuser',
  'changedemail',
  'resetpassword',
  'permsetassign',
  'permsetunassign',
])

/**
 * Where Setup stands: the newest entries of its audit trail that are about more than users. `undefined` where the trail
 * does not tell. Asked for once in a session.
 * @see https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_setupaudittrail.htm
 */
function setupState({ session: { client }, signal }: Reading): Promise<string | undefined> {
  return client.once('state of Setup', async () => {
    try {
      const { records } = await client.ask({ api: 'data', soql: query }, signal)
      const entries = z.array(entry).safeParse(records).data ?? []
      const ids = entries.flatMap(({ Id, Action }) => (ofUsers.has(Action.toLowerCase()) ? [] : [Id]))
      return ids.length === 0 ? undefined : ids.slice(0, newest).sort().join(' ')
    } catch (error) {
      if (PermissionError.is(error)) return undefined
      throw error
    }
  })
}

/** Reads something of Setup, and notes where Setup stood when the reading began. */
export async function* withSetupState<T>(
  pages: AsyncIterable<Page<T>>,
  context: Reading & { readonly from?: string },
): AsyncGenerator<Page<T>> {
  // Asked first: what changes after it is read, and read again next time.
  const state = context.from === undefined ? setupState(context) : undefined
  // What is read of Setup must be read after its state was: only now it may travel with others.
  state?.then(() => context.session.client.release(setupQuestions)).catch(() => undefined)
  for await (const page of pages) {
    const watermark = await state
    yield watermark === undefined ? page : { ...page, watermark }
  }
}

/**
 * What changed of something in Setup: nothing, where Setup stands where it stood. Otherwise it is read as a whole, since
 * the audit trail does not name ids.
 * @throws CheckpointExpiredError where Setup was changed
 */
export async function* setupChanges<T>(context: Reading & { readonly from?: string }): AsyncGenerator<Page<T>> {
  const state = await setupState(context)
  const { client } = context.session
  if (state === undefined || state !== context.from) {
    client.release(setupQuestions)
    throw new CheckpointExpiredError('Setup was changed since the last read')
  }
  client.withdraw(setupQuestions)
  yield { items: [], watermark: state }
}
