import type { SignFunction } from '@opencasb/connector-kit'
import { createDnsResolver, type DnsResolver } from '@opencasb/connector-kit/mail'
import { permissionsFor } from '@opencasb/core'
import type { Connector } from '@opencasb/core/connector'
import { defineConnector } from '@opencasb/core/connector'
import { googleChecks } from './checks/checks.ts'
import { type GoogleConfig, googleConfig } from './config.ts'
import { googleFrameworks } from './frameworks/frameworks.ts'
import { guide } from './guide.ts'
import { googleResources } from './resources/resources.ts'
import { authMethods } from './sign-in/auth-methods.ts'
import { openSession } from './sign-in/open-session.ts'

/** What {@link google} takes. */
export interface GoogleOptions {
  /** Answers questions about the mail domains. @default the resolver of the system */
  readonly resolver?: DnsResolver
  /** Signs with the key of the service account, so that it can stay in a key management service. */
  readonly sign?: SignFunction
}

const hour = 3_600_000

/**
 * The Google Workspace connector: an account, read with a service account or with an administrator's consent.
 */
export function google(options: GoogleOptions = {}): Connector<GoogleConfig> {
  const { sign } = options
  const connector: Connector<GoogleConfig> = defineConnector<GoogleConfig>({
    id: 'google',
    version: '0.1.0',
    title: 'Google Workspace',
    config: googleConfig,
    auth: authMethods(sign),
    resources: googleResources,
    checks: googleChecks,
    frameworks: googleFrameworks,
    interval: { default: 6 * hour, min: hour / 4 },
    guide,
    open: (context) =>
      openSession(context, {
        declared: (kind) => permissionsFor(connector, kind).map(({ permission }) => permission),
        resolver: options.resolver ?? createDnsResolver(),
        ...(sign && { sign }),
      }),
  })
  return connector
}
