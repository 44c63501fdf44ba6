import { createNodeTransport } from '@opencasb/connector-kit/node'
import { createScanner, permissionsFor } from '@opencasb/core'
import { expect, it } from 'vitest'
import { describeAgainst } from '../../../scripts/vendor-descriptions/describe-against.ts'
import { reportOn } from '../../../scripts/vendor-descriptions/exchange-report.ts'
import { openSalesforceDescriptions } from '../../../scripts/vendor-descriptions/salesforce-descriptions.ts'
import { watchExchanges } from '../../../scripts/vendor-descriptions/watch-exchanges.ts'
import { salesforce } from '../src/index.ts'
import { salesforceSimulator } from '../src/simulator.ts'

/** Permissions that not every organisation has: the connector names its source where it declares them. */
const inSomeOrganizations = [
  'PermissionsBypassMFAForUiLogins',
  'PermissionsManageEncryptionKeys',
  'PermissionsUseAnyApiClient',
]
/** Newer than the descriptions; the types of the Tooling API have them, and permissions.test.ts looks. */
const newerPermissions = [
  'PermissionsCanApproveUninstalledApps',
  'PermissionsCanDoActAsUser',
  'PermissionsClientSecretRotation',
  'PermissionsExternalClientAppAdmin',
  'PermissionsManageNamedCredentials',
  'PermissionsModifyTransactionSecurityPolicies',
  'PermissionsTransactionSecurityExempt',
  'PermissionsUseAnyApiAuth',
  'PermissionsViewAllFieldsGlobal',
  'PermissionsViewClientSecret',
]

const descriptions = openSalesforceDescriptions({
  alsoThere: {
    Network: [],
    PermissionSet: [...inSomeOrganizations, ...newerPermissions],
    MutingPermissionSet: inSomeOrganizations,
    // Assignments that end by themselves came after the descriptions.
    PermissionSetAssignment: ['ExpirationDate', 'IsActive'],
  },
})

describeAgainst('the connector and its simulator', descriptions, (described) => {
  it('ask and answer as Salesforce describes its objects', async () => {
    const connector = salesforce()
    const simulator = await salesforceSimulator.start({ world: 'small' })
    const report = reportOn(described, {})
    const transport = watchExchanges(createNodeTransport(), report.record)
    const scanner = createScanner({ connectors: [connector], transport })
    const permissions = permissionsFor(connector, 'jwt-bearer').map(({ permission }) => permission)
    try {
      const { config, credentials } = simulator.integration({ authKind: 'jwt-bearer', permissions })
      const { id } = await scanner.integrations.register({ connector: 'salesforce', config, credentials })
      await scanner.scan(id)
    } finally {
      await scanner.close()
      await transport.close()
      await simulator.close()
    }
    expect(report.count).toBeGreaterThan(10)
    expect(report.requestProblems).toEqual([])
    expect(report.answerProblems).toEqual([])
  })
})
