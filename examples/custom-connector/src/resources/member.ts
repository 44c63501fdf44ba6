import { tokenPages } from '@opencasb/connector-kit'
import { defineResource, type ResourceType } from '@opencasb/core/connector'
import { z } from 'zod'
import type { AcmeNotesSession } from '../session.ts'

/** What the checks read of a member, and nothing more: other fields may come and go. */
const memberSchema = z.object({
  id: z.string().min(1),
  email: z.string(),
  role: z.string(),
  status: z.string(),
  two_factor: z.boolean(),
})

/** A person in a workspace. */
export type Member = Readonly<z.infer<typeof memberSchema>>

const envelope = z.object({ members: z.array(z.unknown()), total: z.number().optional() })

/** All members of the workspace: one request for each hundred. */
export const member: ResourceType<Member, AcmeNotesSession> = defineResource({
  name: 'acme-notes.member',
  needs: { 'api-key': ['members:read'], 'oauth-client': ['members:read'] },
  order: 'stable',
  cost: { bucket: 'api', itemsPerRequest: 100 },
  key: (item) => item.id,
  asset: (item) => ({ kind: 'account', id: item.id, name: item.email, status: item.status }),
  async *collect({ session, from, signal }) {
    const pages = tokenPages(session.client, '/v1/members', {
      item: memberSchema,
      keyOf: (value) => z.object({ id: z.string() }).safeParse(value).data?.id,
      itemsOf: (body) => envelope.safeParse(body).data?.members,
      totalOf: (body) => envelope.safeParse(body).data?.total,
      query: { limit: 100 },
      maxPages: 1_000,
      signal,
      ...(from !== undefined && { from }),
    })
    for await (const { items, unreadable, total, next } of pages) {
      yield { items, unreadable, ...(total !== undefined && { total }), ...(next !== undefined && { cursor: next }) }
    }
  },
})
