/** Versions of Microsoft Graph. What `beta` answers may change without notice. */
export type GraphVersion = 'v1.0' | 'beta'

/** A path below its version; absolute links are kept as they are. */
export function graphPath(path: string, version: GraphVersion = 'v1.0'): string {
  return /^https?:\/\//i.test(path) ? path : `/${version}/${path.replace(/^\/+/, '')}`
}
