import { tokenPages } from '@opencasb/connector-kit'
import type { ResourceType } from '@opencasb/core/connector'
import { defineResource } from '@opencasb/core/connector'
import { z } from 'zod'
import { googleNeeds } from '../../needs.ts'
import type { GoogleSession } from '../../session.ts'
import { customerPartition } from '../customer-partition.ts'
import { keyOf } from '../key-of.ts'
import { type PolicyAudience, readAudience } from './policy-audience.ts'
import { bareSettingType } from './setting-type.ts'

/** One setting with a value, and for whom it was made. */
export interface GooglePolicy {
  /** `policies/…`, immutable. */
  readonly name: string
  /** `ADMIN` where an administrator made it, `SYSTEM` where Google did. */
  readonly origin: string
  /** Without the beginning that all have: `security.password`. */
  readonly settingType: string
  /** The greater one wins where two policies apply to the same user. */
  readonly sortOrder: number
  /** Absent where Google's answer does not tell it. */
  readonly audience: PolicyAudience | undefined
  /** Absent where Google's answer holds no object. */
  readonly value: Readonly<Record<string, unknown>> | undefined
}

const fields = z.record(z.string(), z.unknown())

/**
 * Only what a policy is known by must fit. One that fits otherwise not belongs to a setting all the same, and makes that
 * setting unknown, not all of them.
 */
const policySchema = z
  .object({
    name: z.string().min(1),
    type: z.unknown(),
    policyQuery: z.unknown(),
    setting: z.object({ type: z.string().min(1), value: z.unknown() }),
  })
  .transform((answer): GooglePolicy => {
    const query = fields.safeParse(answer.policyQuery).data
    const sortOrder = query?.['sortOrder'] ?? 0
    return {
      name: answer.name,
      origin: typeof answer.type === 'string' ? answer.type : '',
      settingType: bareSettingType(answer.setting.type),
      sortOrder: typeof sortOrder === 'number' ? sortOrder : 0,
      audience: query && typeof sortOrder === 'number' ? readAudience(query) : undefined,
      value: fields.safeParse(answer.setting.value).data,
    }
  })

/**
 * Policies of the Cloud Identity Policy API: the settings of the Admin console as they were made, not as they work out
 * for a user. Google answers them to super administrators only.
 * @see https://docs.cloud.google.com/identity/docs/reference/rest/v1/policies/list
 */
export const policy: ResourceType<GooglePolicy, GoogleSession> = defineResource<GooglePolicy, GoogleSession>({
  name: 'google.policy',
  needs: googleNeeds('cloud-identity.policies.readonly'),
  order: 'stable',
  cost: { bucket: 'cloudIdentity', itemsPerRequest: 100 },
  key: ({ name }) => name,
  asset: ({ name, settingType }) => ({ kind: 'policy', id: name, name: settingType }),
  partitions: customerPartition,
  async *collect({ session, from, signal }) {
    let isFirst = from === undefined
    const pages = tokenPages(session.client.http('cloudIdentity'), '/v1/policies', {
      item: policySchema,
      itemsOf: (body) => policiesIn(body, isFirst),
      keyOf: keyOf('name'),
      query: { pageSize: 100 },
      ...(from !== undefined && { from }),
      signal,
    })
    for await (const { items, unreadable, next } of pages) {
      isFirst = false
      yield { items, unreadable, ...(next !== undefined && { cursor: next }) }
    }
  },
})

/**
 * Google leaves an empty list out, and gives pages with nothing in them but the way to the next one, or nothing at all.
 * The first page is never like that: every account has policies that Google made.
 */
function policiesIn(body: unknown, isFirst: boolean): readonly unknown[] | undefined {
  const page = fields.safeParse(body).data
  if (!page) return undefined
  const { policies, nextPageToken } = page
  if (policies !== undefined) return Array.isArray(policies) ? policies : undefined
  if (typeof nextPageToken === 'string') return []
  return !isFirst && Object.keys(page).length === 0 ? [] : undefined
}
