/** Which part of the files, mailboxes and calendars is read. An absent list means everything. */
export interface SharingScope {
  /** Sign-in names of users: their OneDrives, mailboxes and calendars. */
  readonly users?: readonly string[] | undefined
  /** Addresses of sites, as in `https://acme.sharepoint.com/sites/sales`; an empty list leaves sites out. */
  readonly sites?: readonly string[] | undefined
  /** Whether users' OneDrives are read. @default true */
  readonly oneDrive: boolean
  /**
   * Whether every file is asked for its permissions, rather than those that Microsoft marks as shared. SharePoint is said
   * to leave the mark away at times; but this takes a request for each twenty files.
   * @default false
   */
  readonly everyItem: boolean
  /** Only files that were modified since this day, and all folders: `2026-01-31`. */
  readonly since?: string | undefined
}

/** Says whether a user is among those in scope. */
export function isUserInScope(userPrincipalName: string | undefined, { users }: SharingScope): boolean {
  return users === undefined || users.some((one) => one.toLowerCase() === userPrincipalName?.toLowerCase())
}

/** Says whether a site is among those in scope. */
export function isSiteInScope(webUrl: string | undefined, { sites }: SharingScope): boolean {
  return sites === undefined || (webUrl !== undefined && sites.some((one) => plain(one) === plain(webUrl)))
}

function plain(url: string): string {
  return url.replace(/\/+$/, '').toLowerCase()
}
