/** What an application reaches with a scope. */
export type Reach =
  | 'admin'
  | 'cloud'
  | 'gmail'
  | 'gmail-full'
  | 'gmail-send'
  | 'drive'
  | 'drive-full'
  | 'docs'
  | 'sheets'
  | 'slides'
  | 'calendar'
  | 'contacts'
  | 'sign-in'

const prefix = 'https://www.googleapis.com/auth/'

/** Scopes under names of their own, older ones among them. */
const exact: Readonly<Record<string, readonly Reach[]>> = {
  'https://mail.google.com/': ['gmail', 'gmail-full', 'gmail-send'],
  'https://mail.google.com/mail/feed/atom': ['gmail'],
  'https://www.google.com/calendar/feeds': ['calendar'],
  'https://www.google.com/calendar/feeds/': ['calendar'],
  'https://www.google.com/m8/feeds': ['contacts'],
  'https://www.google.com/m8/feeds/': ['contacts'],
  'https://docs.google.com/feeds': ['drive', 'drive-full'],
  'https://docs.google.com/feeds/': ['drive', 'drive-full'],
  'https://spreadsheets.google.com/feeds': ['sheets'],
  'https://spreadsheets.google.com/feeds/': ['sheets'],
  openid: ['sign-in'],
  email: ['sign-in'],
  profile: ['sign-in'],
}

/** Scopes below the common beginning. */
const named: Readonly<Record<string, readonly Reach[]>> = {
  'userinfo.email': ['sign-in'],
  'userinfo.profile': ['sign-in'],
  'gmail.modify': ['gmail', 'gmail-full', 'gmail-send'],
  'gmail.send': ['gmail', 'gmail-send'],
  'gmail.compose': ['gmail', 'gmail-send'],
  'gmail.readonly': ['gmail'],
  'gmail.metadata': ['gmail'],
  'gmail.insert': ['gmail'],
  'gmail.labels': ['gmail'],
  'gmail.settings.basic': ['gmail'],
  'gmail.settings.sharing': ['gmail'],
  drive: ['drive', 'drive-full'],
  'drive.readonly': ['drive'],
  'drive.metadata': ['drive'],
  'drive.metadata.readonly': ['drive'],
  'drive.scripts': ['drive'],
  'drive.photos.readonly': ['drive'],
  'drive.meet.readonly': ['drive'],
  'drive.activity': ['drive'],
  'drive.activity.readonly': ['drive'],
  documents: ['docs'],
  'documents.readonly': ['docs'],
  spreadsheets: ['sheets'],
  'spreadsheets.readonly': ['sheets'],
  presentations: ['slides'],
  'presentations.readonly': ['slides'],
  contacts: ['contacts'],
  'contacts.readonly': ['contacts'],
  'contacts.other.readonly': ['contacts'],
  'directory.readonly': ['contacts'],
  'cloud-platform': ['cloud'],
  'cloud-platform.read-only': ['cloud'],
}

/** Whole families of scopes. */
const families: readonly (readonly [beginning: string, reach: Reach])[] = [
  ['admin.', 'admin'],
  ['apps.groups.', 'admin'],
  ['apps.licensing', 'admin'],
  ['apps.order', 'admin'],
  ['apps.alerts', 'admin'],
  ['cloud-identity', 'admin'],
  ['chrome.management', 'admin'],
  ['ediscovery', 'admin'],
  ['calendar', 'calendar'],
]

/**
 * What a scope reaches. Scopes that are limited to what the user opens with the application (`drive.file`) or to its own
 * data (`drive.appdata`, `gmail.addons…`) reach nothing.
 * @see https://developers.google.com/identity/protocols/oauth2/scopes
 */
export function reachOf(scope: string): readonly Reach[] {
  const known = Object.hasOwn(exact, scope) ? exact[scope] : undefined
  if (known) return known
  if (!scope.startsWith(prefix)) return []
  const name = scope.slice(prefix.length)
  if (Object.hasOwn(named, name)) return named[name] ?? []
  const family = families.find(([beginning]) => name.startsWith(beginning))
  return family ? [family[1]] : []
}

/** The scopes with which something is reached. */
export function scopesThatReach(scopes: readonly string[], reach: Reach): readonly string[] {
  return scopes.filter((scope) => reachOf(scope).includes(reach))
}
