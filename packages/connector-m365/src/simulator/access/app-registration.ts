/** How a simulated application signs in. */
export type M365AuthKind = 'client-secret' | 'certificate' | 'federated-credential'

/** An application that was registered for a scan. */
export interface AppRegistration {
  readonly clientId: string
  readonly kind: M365AuthKind
  /** Of client secrets. */
  readonly secret: string
  /** Of federated credentials: the subject that is trusted. */
  readonly subject: string
  /** Consented application permissions. */
  roles: readonly string[]
  revoked: boolean
}
