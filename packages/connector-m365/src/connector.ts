import type { Connector } from '@opencasb/core/connector'
import { defineConnector } from '@opencasb/core/connector'
import { m365Checks } from './checks/checks.ts'
import { type M365Config, m365Config } from './config.ts'
import { m365Frameworks } from './frameworks/frameworks.ts'
import { guide } from './guide.ts'
import type { M365Options } from './options.ts'
import { m365Resources } from './resources/resources.ts'
import { authMethods } from './sign-in/auth-methods.ts'
import { openSession } from './sign-in/open-session.ts'

const hour = 3_600_000

/**
 * The Microsoft 365 connector: one tenant of Microsoft Entra and Microsoft 365, read through Microsoft Graph as an
 * application of the customer's own.
 */
export function m365(options: M365Options = {}): Connector<M365Config> {
  return defineConnector<M365Config>({
    id: 'm365',
    version: '0.1.0',
    title: 'Microsoft 365',
    config: m365Config,
    auth: authMethods(options),
    resources: m365Resources,
    checks: m365Checks,
    frameworks: m365Frameworks,
    interval: { default: 6 * hour, min: hour / 4 },
    guide,
    open: (context) => openSession(context, options),
  })
}
