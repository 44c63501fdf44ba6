import type { Group as GraphGroup } from '@microsoft/microsoft-graph-types'
import type { Dice } from '@opencasb/simulator-kit'

/** A simulated group. */
export interface SimulatedGroup {
  readonly index: number
  readonly id: string
  readonly graph: GraphGroup
  /** Indices of users. */
  readonly members: readonly number[]
}

const rules = [
  'user.department -eq "Sales"',
  'user.userType -eq "Guest"',
  'user.displayName -startsWith "Admin"',
  '(user.mail -contains "acme") and (user.accountEnabled -eq true)',
] as const

/** Makes the group with an index. The first two may hold roles. */
export function makeGroup(index: number, id: string, dice: Dice): SimulatedGroup {
  const unified = index > 1 && dice.chance(0.5, index, 1)
  const dynamic = index > 1 && dice.chance(0.3, index, 2)
  return {
    index,
    id,
    graph: {
      id,
      displayName: `Group ${index}`,
      groupTypes: [...(unified ? ['Unified'] : []), ...(dynamic ? ['DynamicMembership'] : [])],
      visibility: unified ? dice.pick(['Public', 'Private', 'Private'], index, 3) : null,
      securityEnabled: !unified,
      membershipRule: dynamic ? dice.pick(rules, index, 4) : null,
      membershipRuleProcessingState: dynamic ? (dice.chance(0.9, index, 5) ? 'On' : 'Paused') : null,
      isAssignableToRole: index < 2 ? true : null,
      onPremisesProvisioningErrors: dice.chance(0.1, index, 6)
        ? [
            {
              category: 'PropertyConflict',
              propertyCausingError: 'ProxyAddresses',
              value: `group-${index}@acme.example`,
            },
          ]
        : [],
    },
    members: index < 2 ? [4 + index, 6 + index, 9] : [],
  }
}
