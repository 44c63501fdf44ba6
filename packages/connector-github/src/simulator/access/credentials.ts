import { Dice, type KeyPair, simulatorKeyPair } from '@opencasb/simulator-kit'
import type { GithubWorld, Place } from '../world/world.ts'
import { readAppAssertion } from './app-jwt.ts'
import { type AccessLevel, type GithubAuthKind, type Grant, parsePermissions } from './grant.ts'

/** An app that was made for an integration, with its installation in one organisation. */
export interface AppRegistration {
  readonly appId: number
  readonly installationId: number
  readonly key: KeyPair
  readonly place: Place
  permissions: ReadonlyMap<string, AccessLevel>
  revoked: boolean
  suspended: boolean
  installed: boolean
  readonly mark: string
}

/** Who sent a request. */
export type Identity =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'token'; readonly grant: Grant }
  | { readonly kind: 'app'; readonly app: AppRegistration }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'suspended' }

/** What was handed out to sign in with. */
export type IssuedCredentials =
  | { readonly kind: 'pat-classic' | 'pat-fine-grained'; readonly token: string }
  | {
      readonly kind: 'github-app'
      readonly appId: string
      readonly installationId: string
      readonly privateKey: string
    }

const hour = 3_600_000

/** Hands out credentials and knows them again. */
export class Credentials {
  readonly #world: GithubWorld
  readonly #dice: Dice
  readonly #tokens = new Map<string, Grant>()
  readonly #apps = new Map<string, AppRegistration>()
  #issued = 0

  constructor(world: GithubWorld) {
    this.#world = world
    this.#dice = new Dice(world.seed, 'credentials')
  }

  /** Credentials with exactly these permissions, and the strings in them that are secret. */
  issue(
    kind: GithubAuthKind,
    permissions: readonly string[],
  ): { readonly credentials: IssuedCredentials; readonly secrets: readonly string[] } {
    const number = ++this.#issued
    const mark = this.#dice.hex(20, number, 1)
    const [first] = this.#world.places
    if (!first) throw new Error('the world has no organisation')
    if (kind === 'github-app') {
      const key = simulatorKeyPair()
      const app: AppRegistration = {
        appId: 800_000 + number,
        installationId: 900_000 + number,
        key,
        place: first,
        permissions: parsePermissions(permissions),
        revoked: false,
        suspended: false,
        installed: true,
        mark,
      }
      this.#apps.set(String(app.appId), app)
      const body = key.secrets
      return {
        credentials: {
          kind,
          appId: String(app.appId),
          installationId: String(app.installationId),
          privateKey: key.pkcs1,
        },
        secrets: [...body, `ghs_${mark}`],
      }
    }
    const classic = kind === 'pat-classic'
    const token = classic
      ? `ghp_${mark}${this.#dice.hex(16, number, 2)}`
      : `github_pat_11${mark}_${this.#dice.hex(40, number, 2)}`
    const owner = first.organization.owner()
    this.#tokens.set(token, {
      kind,
      account: `user ${owner.id} token ${number}`,
      id: owner.id,
      scopes: new Set(classic ? permissions : []),
      permissions: classic ? new Map() : parsePermissions(permissions),
      organizations: new Set(this.#reach(kind).map(({ organization }) => organization.login)),
      expiresAt: undefined,
    })
    return { credentials: { kind, token }, secrets: [token] }
  }

  /** The organisations that credentials of this kind can reach: the others than classic ones belong to one. */
  logins(kind: GithubAuthKind): string[] {
    return this.#reach(kind).map(({ organization }) => organization.login)
  }

  identify(authorization: string | undefined, now: number): Identity {
    if (!authorization) return { kind: 'nobody' }
    const token = /^(?:bearer|token)\s+(\S+)$/i.exec(authorization)?.[1]
    if (token === undefined) return { kind: 'refused', message: 'Bad credentials' }
    const grant = this.#tokens.get(token)
    if (grant) {
      const expired = grant.expiresAt !== undefined && grant.expiresAt <= now
      const suspended = grant.kind === 'github-app' && this.appOf(grant.id)?.suspended === true
      if (suspended) return { kind: 'suspended' }
      return expired ? { kind: 'refused', message: 'Bad credentials' } : { kind: 'token', grant }
    }
    if (token.split('.').length !== 3) return { kind: 'refused', message: 'Bad credentials' }
    const assertion = readAppAssertion(token, (id) => this.#keyOf(id), now)
    if ('refused' in assertion) return { kind: 'refused', message: assertion.refused }
    const app = this.#apps.get(assertion.appId)
    return app ? { kind: 'app', app } : { kind: 'refused', message: 'Integration not found' }
  }

  appOf(installationId: number): AppRegistration | undefined {
    return [...this.#apps.values()].find((app) => app.installationId === installationId)
  }

  /** A token of an installation, good for an hour. */
  installationToken(
    app: AppRegistration,
    permissions: ReadonlyMap<string, AccessLevel>,
    now: number,
  ): { readonly token: string; readonly expiresAt: number } {
    const token = `ghs_${app.mark}${this.#dice.hex(16, ++this.#issued, 3)}`
    const expiresAt = now + hour
    this.#tokens.set(token, {
      kind: 'github-app',
      account: `installation ${app.installationId}`,
      id: app.installationId,
      scopes: new Set(),
      permissions,
      organizations: new Set([app.place.organization.login]),
      expiresAt,
    })
    return { token, expiresAt }
  }

  /** Gives credentials other permissions; tokens that an installation holds already lose what it loses. */
  setPermissions(credentials: IssuedCredentials, permissions: readonly string[]): void {
    if (credentials.kind === 'github-app') {
      const app = this.#apps.get(credentials.appId)
      if (!app) throw new Error('these credentials are not known')
      app.permissions = parsePermissions(permissions)
      for (const [token, grant] of this.#tokens) {
        if (grant.kind === 'github-app' && grant.id === app.installationId) {
          this.#tokens.set(token, { ...grant, permissions: app.permissions })
        }
      }
      return
    }
    const grant = this.#tokens.get(credentials.token)
    if (!grant) throw new Error('these credentials are not known')
    this.#tokens.set(credentials.token, {
      ...grant,
      ...(credentials.kind === 'pat-classic'
        ? { scopes: new Set(permissions) }
        : { permissions: parsePermissions(permissions) }),
    })
  }

  /** Suspends the installation of an app, or ends that. */
  suspend(credentials: IssuedCredentials, suspended: boolean): void {
    this.registration(credentials).suspended = suspended
  }

  /** Removes an app from its organisation; its tokens end. */
  uninstall(app: AppRegistration): void {
    app.installed = false
    for (const [token, grant] of this.#tokens) {
      if (grant.kind === 'github-app' && grant.id === app.installationId) this.#tokens.delete(token)
    }
  }

  /** The app of credentials. @throws Error where they belong to none */
  registration(credentials: IssuedCredentials): AppRegistration {
    const app = credentials.kind === 'github-app' ? this.#apps.get(credentials.appId) : undefined
    if (!app) throw new Error('these credentials belong to no app')
    return app
  }

  /** Who the limits of these credentials are counted for. */
  accountOf(credentials: IssuedCredentials): { readonly name: string; readonly grant: Grant | undefined } {
    if (credentials.kind !== 'github-app') {
      const grant = this.#tokens.get(credentials.token)
      if (!grant) throw new Error('these credentials are not known')
      return { name: grant.account, grant }
    }
    const name = `installation ${credentials.installationId}`
    return { name, grant: [...this.#tokens.values()].find(({ account }) => account === name) }
  }

  /** From now on everything that was handed out is refused. */
  revokeAll(): void {
    this.#tokens.clear()
    for (const app of this.#apps.values()) app.revoked = true
  }

  /** Ends the tokens of all installations, as if their hour had passed; apps can get new ones. */
  expireInstallationTokens(): void {
    for (const [token, grant] of this.#tokens) if (grant.kind === 'github-app') this.#tokens.delete(token)
  }

  #keyOf(appId: string) {
    const app = this.#apps.get(appId)
    return app && !app.revoked ? app.key.publicKey : undefined
  }

  #reach(kind: GithubAuthKind): readonly Place[] {
    return kind === 'pat-classic' ? this.#world.places : this.#world.places.slice(0, 1)
  }
}
