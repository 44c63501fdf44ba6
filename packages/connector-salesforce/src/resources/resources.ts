import type { ResourceType } from '@opencasb/core/connector'
import { accessResources } from './access/access-resources.ts'
import { authorisedApp } from './app/authorised-app.ts'
import { connectedApp } from './app/connected-app.ts'
import { externalClientAppPolicy, externalClientAppScopes } from './app/external-client-app.ts'
import { installedPackage } from './app/installed-package.ts'
import { oauthToken } from './app/oauth-token.ts'
import { contentDistribution } from './content/content-distribution.ts'
import { largeDocument } from './content/content-document.ts'
import { folder, staticResource } from './content/public-file.ts'
import { corsEntry, trustedUrl } from './integration/allowed-origin.ts'
import { certificate } from './integration/certificate.ts'
import { emailService, organizationWideAddress } from './integration/email-service.ts'
import { authProvider, samlProvider } from './integration/identity-provider.ts'
import { externalCredential, namedCredential } from './integration/named-credential.ts'
import { remoteSite } from './integration/remote-site.ts'
import { traceFlag } from './integration/trace-flag.ts'
import { healthCheckRisk } from './organization/health-check-risk.ts'
import { organization } from './organization/organization.ts'
import { settings } from './organization/settings.ts'
import { sharedObject } from './organization/shared-object.ts'
import { siteDomain } from './site/domain.ts'
import { experienceSite, site } from './site/site.ts'
import { profile } from './user/profile.ts'
import { user } from './user/user.ts'
import { userLicense } from './user/user-license.ts'

/** Everything that the Salesforce connector can read. */
export const salesforceResources: readonly ResourceType[] = [
  organization,
  settings,
  healthCheckRisk,
  sharedObject,
  user,
  profile,
  userLicense,
  connectedApp,
  externalClientAppPolicy,
  externalClientAppScopes,
  oauthToken,
  authorisedApp,
  installedPackage,
  contentDistribution,
  largeDocument,
  staticResource,
  folder,
  remoteSite,
  certificate,
  namedCredential,
  externalCredential,
  corsEntry,
  trustedUrl,
  emailService,
  organizationWideAddress,
  samlProvider,
  authProvider,
  traceFlag,
  siteDomain,
  site,
  experienceSite,
  ...accessResources,
]
