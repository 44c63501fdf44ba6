import type { ResourceType } from '@opencasb/core/connector'
import { z } from 'zod'
import type { M365Session } from '../../session.ts'
import { graphField } from '../graph-field.ts'
import { tenantPolicy } from './tenant-policy.ts'
import { wholeList } from './whole-list.ts'

/** After how long web sessions without a movement end. */
export interface IdleTimeout {
  /** Minutes, as the tenant's own policy sets them for all applications; undefined where there is none. */
  readonly minutes: number | undefined
}

const definition = z.object({
  ActivityBasedTimeoutPolicy: z.looseObject({
    ApplicationPolicies: z.array(z.looseObject({ ApplicationId: z.string(), WebSessionIdleTimeout: z.string() })),
  }),
})

const policy = z.looseObject({ isOrganizationDefault: graphField.flag, definition: graphField.texts })

const schema: z.ZodType<IdleTimeout> = wholeList(policy).transform((policies, context) => {
  const texts = policies
    .filter(({ isOrganizationDefault }) => isOrganizationDefault === true)
    .flatMap((one) => one.definition)
  const minutes: number[] = []
  for (const text of texts) {
    const timeouts = readDefinition(text)
    if (!timeouts) {
      context.addIssue({ code: 'custom', message: 'has a definition that cannot be read' })
      return z.NEVER
    }
    minutes.push(...timeouts)
  }
  return { minutes: minutes.length > 0 ? Math.min(...minutes) : undefined }
})

/** Minutes of a policy for all applications, from the JSON that Graph keeps as text. */
function readDefinition(text: string): readonly number[] | undefined {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return undefined
  }
  const parsed = definition.safeParse(json)
  if (!parsed.success) return undefined
  const minutes = parsed.data.ActivityBasedTimeoutPolicy.ApplicationPolicies.filter(
    ({ ApplicationId }) => ApplicationId === 'default',
  ).map(({ WebSessionIdleTimeout }) => minutesOf(WebSessionIdleTimeout))
  return minutes.every((one) => one !== undefined) ? minutes : undefined
}

/** `1.02:30:00` is a day, two hours and a half. */
function minutesOf(text: string): number | undefined {
  const match = /^(?:(\d+)\.)?(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text)
  if (!match) return undefined
  const [, days = '0', hours = '0', minutes = '0'] = match
  return Number(days) * 1440 + Number(hours) * 60 + Number(minutes)
}

/**
 * The idle session timeout of Microsoft 365 web apps.
 * @see https://learn.microsoft.com/graph/api/resources/activitybasedtimeoutpolicy
 */
export const idleTimeout: ResourceType<IdleTimeout, M365Session> = tenantPolicy<IdleTimeout>({
  name: 'm365.idle-timeout',
  path: '/policies/activityBasedTimeoutPolicies',
  schema,
  permissions: ['Policy.Read.All'],
  id: 'activityBasedTimeoutPolicies',
  title: 'idle session timeout',
  url: 'https://admin.microsoft.com/#/Settings/SecurityPrivacy',
})
