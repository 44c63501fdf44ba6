/** An application that users may have authorised. */
export interface SimulatedApp {
  readonly clientId: string
  readonly name: string
  readonly scopes: readonly string[]
  readonly anonymous: boolean
  readonly native: boolean
  /** How likely a user has authorised it. */
  readonly share: number
}

const prefix = 'https://www.googleapis.com/auth/'
const signIn = ['openid', `${prefix}userinfo.email`, `${prefix}userinfo.profile`]

/** The applications of every simulated account. */
export const simulatedApps: readonly SimulatedApp[] = [
  app('calendar-sync', 0.3, [...signIn, `${prefix}calendar`, `${prefix}contacts.readonly`]),
  app('crm', 0.2, [...signIn, 'https://mail.google.com/', `${prefix}contacts`, `${prefix}drive.file`]),
  app('backup', 0.1, [`${prefix}drive`, `${prefix}gmail.readonly`, `${prefix}cloud-platform`]),
  app('whiteboard', 0.2, [...signIn, `${prefix}presentations`, `${prefix}documents`]),
  app('forecast', 0.1, [...signIn, `${prefix}spreadsheets.readonly`, `${prefix}drive.readonly`]),
  app('newsletter', 0.05, [...signIn, `${prefix}gmail.send`]),
  app('device-list', 0.02, [`${prefix}admin.directory.user.readonly`, `${prefix}admin.directory.group`]),
  app('survey', 0.4, signIn),
  app('board', 0.3, [`${prefix}drive.file`, `${prefix}drive.appdata`]),
  { ...app('mail-client', 0.2, ['https://mail.google.com/', `${prefix}calendar`]), native: true },
  { ...app('script', 0.05, [`${prefix}drive.readonly`]), anonymous: true, clientId: 'anonymous' },
  { ...app('notes', 0.1, [`${prefix}documents.readonly`]), native: true },
]

function app(name: string, share: number, scopes: readonly string[]): SimulatedApp {
  return { clientId: `1017-${name}.apps.googleusercontent.com`, name, scopes, anonymous: false, native: false, share }
}
