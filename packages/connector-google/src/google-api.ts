/** One of Google's APIs: a host, a quota and scopes of its own. */
export type GoogleApi =
  | 'directory'
  | 'groupsSettings'
  | 'licensing'
  | 'reports'
  | 'cloudIdentity'
  | 'drive'
  | 'gmail'
  | 'calendar'

/** What is known of an API besides its paths. */
export interface GoogleApiProfile {
  /** What administrators find it under in the Google Cloud console. */
  readonly title: string
  /** Where it is, without a trailing slash. Paths of requests begin with the API's own part: `/drive/v3/files`. */
  readonly baseUrl: string
  /** Scopes that its tokens may have: those of them that the connector declares and that were granted. */
  readonly scopes: readonly string[]
  /** What Google documents besides its quotas. */
  readonly pace?: { readonly units: number; readonly perMs: number }
}

const minute = 60_000

/** What all of Google's scopes begin with, but for a few old ones. */
export const scopePrefix = 'https://www.googleapis.com/auth/'

/**
 * Google's APIs. The bucket of an API's quota is called like the API.
 * @see https://developers.google.com/workspace/admin/directory/v1/limits
 */
export const googleApis: Readonly<Record<GoogleApi, GoogleApiProfile>> = {
  directory: {
    title: 'Admin SDK API',
    baseUrl: 'https://admin.googleapis.com',
    scopes: scopes(
      'admin.directory.domain.readonly',
      'admin.directory.group.readonly',
      'admin.directory.orgunit.readonly',
      'admin.directory.rolemanagement.readonly',
      'admin.directory.user.readonly',
      'admin.directory.user.security',
    ),
    pace: { units: 2_400, perMs: minute },
  },
  groupsSettings: {
    title: 'Groups Settings API',
    baseUrl: 'https://www.googleapis.com',
    scopes: scopes('apps.groups.settings'),
  },
  licensing: {
    title: 'Enterprise License Manager API',
    baseUrl: 'https://licensing.googleapis.com',
    scopes: scopes('apps.licensing'),
  },
  reports: {
    title: 'Admin SDK API',
    baseUrl: 'https://admin.googleapis.com',
    scopes: scopes('admin.reports.audit.readonly'),
    pace: { units: 2_400, perMs: minute },
  },
  cloudIdentity: {
    title: 'Cloud Identity API',
    baseUrl: 'https://cloudidentity.googleapis.com',
    scopes: scopes('cloud-identity.policies.readonly', 'cloud-identity.inboundsso.readonly'),
  },
  drive: {
    title: 'Google Drive API',
    baseUrl: 'https://www.googleapis.com',
    scopes: scopes('drive.readonly', 'drive.metadata.readonly'),
    pace: { units: 12_000, perMs: minute },
  },
  gmail: {
    title: 'Gmail API',
    baseUrl: 'https://gmail.googleapis.com',
    scopes: scopes('gmail.settings.basic'),
  },
  calendar: {
    title: 'Google Calendar API',
    baseUrl: 'https://www.googleapis.com',
    scopes: scopes('calendar.readonly', 'calendar.acls.readonly', 'calendar.calendarlist.readonly'),
  },
}

/** The APIs' names. */
export const googleApiNames: readonly GoogleApi[] = Object.keys(googleApis) as GoogleApi[]

/** Spells scopes out: `drive.readonly` is `https://www.googleapis.com/auth/drive.readonly`. */
function scopes(...names: readonly string[]): readonly string[] {
  return names.map((name) => `${scopePrefix}${name}`)
}
