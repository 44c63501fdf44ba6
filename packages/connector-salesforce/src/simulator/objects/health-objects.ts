import type { SalesforceWorld } from '../world/salesforce-world.ts'
import type { SimulatedObject } from '../world/simulated-object.ts'

const settings = [
  ['Password Policies', 'Minimum password length', '5 characters', '8 characters'],
  ['Password Policies', 'Maximum invalid login attempts', '10', '3'],
  ['Session Settings', 'Timeout Value', '12 hours', '2 hours'],
  ['Session Settings', 'Lock sessions to the domain in which they were first used', 'Disabled', 'Enabled'],
  ['Login Access Policies', 'Administrators Can Log in as Any User', 'Enabled', 'Disabled'],
  ['Certificate and Key Management', 'Number of expired certificates', '1', '0'],
  ['Remote Site Settings', 'Number of remote sites with protocol security off', '2', '0'],
  ['Network Access', 'Trusted IP ranges are set', 'Warning', 'Compliant'],
] as const
const risks = ['HIGH_RISK', 'MEDIUM_RISK', 'LOW_RISK'] as const

function isBad(world: SalesforceWorld, index: number): boolean {
  return !world.isEmpty && world.dice('SecurityHealthCheckRisks').number(index, 1) % 2 === world.options.seed % 2
}

const objects = ['Account', 'Contact', 'Lead', 'Opportunity', 'Case', 'Contract', 'Order', 'Campaign', 'User', 'Asset']

/** Health Check, and how objects are shared. */
export const healthObjects: readonly SimulatedObject[] = [
  {
    name: 'SecurityHealthCheck',
    api: 'tooling',
    prefix: '000',
    requires: ['ViewSetup', 'ViewHealthCheck'],
    count: () => 1,
    make: (_, world) => ({
      DurableId: 'Custom_Baseline',
      Score: world.isEmpty || world.options.seed % 2 === 0 ? '92' : '54',
    }),
    change: (row) => ({ Score: row['Score'] === '92' ? '54' : '92' }),
  },
  {
    name: 'SecurityHealthCheckRisks',
    api: 'tooling',
    prefix: '000',
    requires: ['ViewSetup', 'ViewHealthCheck'],
    count: () => settings.length,
    make: (index, world) => {
      const [group, setting, bad, good] = settings[index] ?? settings[0]
      const wrong = isBad(world, index)
      return {
        DurableId: `${index}`,
        SettingGroup: group,
        Setting: setting,
        RiskType: wrong ? risks[index % risks.length] : 'MEETS_STANDARD',
        OrgValue: wrong ? bad : good,
        StandardValue: good,
      }
    },
    change: (row) =>
      row['RiskType'] === 'MEETS_STANDARD'
        ? { RiskType: 'HIGH_RISK', OrgValue: 'Weaker' }
        : { RiskType: 'MEETS_STANDARD', OrgValue: row['StandardValue'] },
  },
  {
    name: 'EntityDefinition',
    api: 'both',
    prefix: '000',
    requires: ['ViewSetup'],
    count: () => objects.length,
    make: (index, world) => {
      const dice = world.dice('EntityDefinition')
      const name = objects[index] ?? 'Account'
      const isOpen = !world.isEmpty && dice.chance(0.4, index, 1)
      return {
        QualifiedApiName: name,
        DurableId: name,
        Label: name,
        InternalSharingModel: isOpen ? 'ReadWrite' : 'Private',
        ExternalSharingModel: isOpen && dice.chance(0.5, index, 2) ? 'Read' : 'Private',
      }
    },
    change: (row) => ({
      InternalSharingModel: row['InternalSharingModel'] === 'Private' ? 'ReadWrite' : 'Private',
      ExternalSharingModel: row['ExternalSharingModel'] === 'Private' ? 'Read' : 'Private',
    }),
  },
]
