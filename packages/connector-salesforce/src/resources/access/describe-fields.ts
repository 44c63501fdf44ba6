import { PermissionError } from '@opencasb/core'
import { z } from 'zod'
import { salesforceNeeds } from '../../needs.ts'
import type { SalesforceSession } from '../../session.ts'

/** What reading profiles, permission sets and who has them takes. */
export const accessNeeds: ReturnType<typeof salesforceNeeds> = salesforceNeeds('ViewSetup')

const objects = ['PermissionSet', 'MutingPermissionSet', 'PermissionSetAssignment'] as const

/** An object whose fields depend on editions and add-ons. */
export type DescribedObject = (typeof objects)[number]

type Fields = ReadonlySet<string>

const schema = z.object({ queryable: z.boolean(), fields: z.array(z.object({ name: z.string() })) })

/**
 * The fields that an object has in this organisation: which permissions there are depends on editions and add-ons.
 * @throws PermissionError where the integration user does not even see that the object exists
 */
export async function describeFields(
  session: SalesforceSession,
  object: DescribedObject,
  signal: AbortSignal,
): Promise<Fields> {
  const together = await session.client.once('descriptions of permissions', () => describeTogether(session, signal))
  const fields = together.get(object) ?? (await describeAlone(session, object, signal))
  if (fields) return fields
  throw new PermissionError(`The integration user cannot read ${object}`, {
    missing: accessNeeds[session.authKind] ?? [],
  })
}

/** All of them in one call. What cannot be read this way is left out, to be asked for on its own. */
async function describeTogether(
  { client }: SalesforceSession,
  signal: AbortSignal,
): Promise<ReadonlyMap<DescribedObject, Fields>> {
  const answers = await client.composite(
    objects.map((object) => ({ url: client.paths.describe(object, 'data') })),
    signal,
  )
  return new Map(
    objects.flatMap((object, position): [DescribedObject, Fields][] => {
      const { status, body } = answers[position] ?? { status: 0, body: undefined }
      const read = schema.safeParse(body)
      if (status !== 200 || !read.success || !read.data.queryable) return []
      return [[object, new Set(read.data.fields.map(({ name }) => name))]]
    }),
  )
}

async function describeAlone(
  { client }: SalesforceSession,
  object: DescribedObject,
  signal: AbortSignal,
): Promise<Fields | undefined> {
  const description = await client.describe(object, signal)
  return description?.queryable ? description.fields : undefined
}
