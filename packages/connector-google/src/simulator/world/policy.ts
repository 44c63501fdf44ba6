import { Collection, type Revision } from '@opencasb/simulator-kit'
import { simulatedUnits } from './organizational-unit.ts'
import { alertRules, type PolicyFields, policyKinds } from './policy-values.ts'

/** A setting with a value, and for whom it is. */
export interface SimulatedPolicy {
  readonly index: number
  /** Made by Google rather than by an administrator. */
  readonly system: boolean
  /** Without `settings/`. */
  readonly type: string
  /** The unit's id, without `id:`. */
  readonly unit: string
  /** The place of a group of the account. */
  readonly group?: number
  /** A licence that its users have. */
  readonly sku?: string
  readonly sortOrder: number
  readonly value: PolicyFields
}

/** What the policies of an account are made from. */
export interface PolicyParts {
  readonly seed: number
  readonly revision: Revision
  /** Whether administrators have changed anything. */
  readonly changed: boolean
}

type Made = Omit<SimulatedPolicy, 'index'>

const [top = '', engineering = '', platform = '', sales = ''] = simulatedUnits.map(({ id }) => id.replace(/^id:/, ''))

/** Where administrators made exceptions; the further down, the stronger. */
const exceptions: readonly Pick<Made, 'unit' | 'group' | 'sku' | 'sortOrder'>[] = [
  { unit: sales, sortOrder: 10 },
  { unit: engineering, sortOrder: 20 },
  { unit: top, group: 0, sortOrder: 30 },
]

/**
 * The policies of an account: Google's own for each setting, and where administrators changed something, exceptions for
 * units and a group. What fails and what passes at the top turns with the seed.
 */
export function policiesOf({ seed, revision, changed }: PolicyParts): Collection<SimulatedPolicy> {
  const made = policyKinds.flatMap(({ type, values, whole }, at): Made[] => {
    const turn = changed ? at + seed : 1
    const valueAt = (step: number): PolicyFields => values[(turn + step) % values.length] ?? {}
    const own: Made = { system: true, type, unit: top, sortOrder: 1, value: valueAt(0) }
    if (!changed || whole || values.length === 1) return [own]
    return [
      own,
      ...exceptions.map((place, step): Made => ({ ...place, system: false, type, value: valueAt(step + 1) })),
    ]
  })
  if (changed) made.push(...oddPolicies(seed))
  return new Collection(made.length, revision, (index) => ({ index, ...(made[index] ?? emptyPolicy) }))
}

/** An administrator's policy for a setting, as one might make it while the account is read. */
export function newPolicy(kind: number, step: number): Made {
  const { type, values } = policyKinds[kind % policyKinds.length] ?? { type: '', values: [] }
  return { system: false, type, unit: platform, sortOrder: 40, value: values[step % values.length] ?? {} }
}

const emptyPolicy: Made = { system: true, type: 'unknown.setting', unit: top, sortOrder: 0, value: {} }

/** An application that one unit does not have, rules, a licence, and things that a connector has not heard of. */
function oddPolicies(seed: number): readonly Made[] {
  const isBad = seed % 2 === 1
  const off = (type: string): Made => ({
    system: false,
    type,
    unit: platform,
    sortOrder: 15,
    value: { serviceState: 'DISABLED' },
  })
  const alerts = alertRules.map(
    (displayName): Made => ({
      system: false,
      type: 'rule.system_defined_alerts',
      unit: top,
      sortOrder: 1,
      value: { displayName, description: displayName, state: isBad ? 'INACTIVE' : 'ACTIVE' },
    }),
  )
  const rule = (app: string, action: PolicyFields): Made => ({
    system: false,
    type: 'rule.dlp',
    unit: top,
    sortOrder: 1,
    value: {
      displayName: 'Card numbers',
      triggers: [`google.workspace.${app}.file.v1.share`],
      condition: { contentCondition: "all_content.matches_dlp_detector('CREDIT_CARD_NUMBER')" },
      action,
      state: 'ACTIVE',
    },
  })
  return [
    off('chat.service_status'),
    off('classroom.service_status'),
    ...alerts,
    rule('gmail', { gmailAction: { blockContent: {} } }),
    ...(isBad ? [] : [rule('drive', { driveAction: { blockAccess: {} } })]),
    {
      system: true,
      type: 'meet.video_recording',
      unit: top,
      sku: '/product/Google-Apps/sku/1010020028',
      sortOrder: 2,
      value: { enableRecording: true },
    },
    {
      system: true,
      type: 'gmail.imap_access',
      unit: top,
      sku: '/product/Google-Apps/sku/1010020028',
      sortOrder: 50,
      value: { enableImapAccess: isBad },
    },
    { system: true, type: 'new_application.new_setting', unit: top, sortOrder: 1, value: { newField: ['anything'] } },
  ]
}
