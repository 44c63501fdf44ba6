const prefix = 'settings/'

/** A setting's type without the beginning that all of them have: `settings/gmail.imap_access` is `gmail.imap_access`. */
export function bareSettingType(type: string): string {
  return type.startsWith(prefix) ? type.slice(prefix.length) : type
}
