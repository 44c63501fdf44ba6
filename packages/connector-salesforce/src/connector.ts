import type { SignFunction } from '@opencasb/connector-kit'
import type { Connector } from '@opencasb/core/connector'
import { defineConnector } from '@opencasb/core/connector'
import { salesforceChecks } from './checks/checks.ts'
import { type SalesforceConfig, salesforceConfig } from './config.ts'
import { sbs } from './frameworks/sbs.ts'
import { guide } from './guide.ts'
import { salesforceResources } from './resources/resources.ts'
import { authMethods } from './sign-in/auth-methods.ts'
import { openSession } from './sign-in/open-session.ts'

const hour = 3_600_000

/** What {@link salesforce} takes. */
export interface SalesforceOptions {
  /** Signs the assertions of the JWT bearer flow, so that the private key can stay in a vault. */
  readonly sign?: SignFunction
}

/**
 * The Salesforce connector: production organisations and sandboxes, read as an integration user by JWT bearer, client
 * credentials or a refresh token.
 */
export function salesforce({ sign }: SalesforceOptions = {}): Connector<SalesforceConfig> {
  return defineConnector<SalesforceConfig>({
    id: 'salesforce',
    version: '0.1.0',
    title: 'Salesforce',
    config: salesforceConfig,
    auth: authMethods({ signs: sign !== undefined }),
    resources: salesforceResources,
    checks: salesforceChecks,
    frameworks: [sbs],
    interval: { default: 12 * hour, min: hour },
    guide,
    open: (context) => openSession(context, sign),
  })
}
