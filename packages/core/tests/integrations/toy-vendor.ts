import { z } from 'zod'
import type { ConnectAnswer, Session } from '../../src/connector.ts'
import {
  type Connected,
  type Connector,
  CredentialError,
  type CredentialStore,
  createMemoryCredentials,
  createMemoryState,
  createScanner,
  type HealthChange,
  type Integration,
  type IntegrationStore,
  type Scanner,
  type ScannerOptions,
  type StateStore,
  secret,
} from '../../src/index.ts'
import { type NotesWorld, notesConnector } from '../notes-world.ts'

/** A vendor with several tenants, whose tokens can be revoked, renewed and ended. */
export class ToyVendor {
  readonly world: NotesWorld
  /** Which tenant a token reaches; a token that is not here is refused. */
  tokens = new Map([['good', 'acme']])
  /** When the tokens end, where the vendor tells. */
  ends: Date | undefined
  /** Each sign-in renews the token, so that the old one is worth nothing. */
  rotates = false
  /** Awaited in each sign-in. */
  beforeOpen: (signal: AbortSignal) => Promise<void> | void = () => undefined
  /** Undefined: the vendor has no endpoint for it. */
  revoke: (() => Promise<void>) | undefined
  /** What the exchange of a code was asked for. */
  exchanges: ConnectAnswer<unknown>[] = []
  brings: Partial<Connected> = {}

  constructor(world: NotesWorld) {
    this.world = world
  }
}

const token = z.object({ token: z.string().min(1) })

/** A connector to that vendor. */
export function toyConnector(vendor: ToyVendor): Connector {
  const { world } = vendor
  const base = notesConnector(world)
  return {
    ...base,
    config: z.object({ space: z.string().optional() }).strict(),
    auth: [
      { kind: 'token', title: 'Token', schema: token, secrets: ['token'] },
      {
        kind: 'consent',
        title: 'Consent',
        schema: z.object({ token: z.string(), clientId: z.string(), clientSecret: z.string().min(3) }),
        secrets: ['token', 'clientSecret'],
        connect: {
          app: ['clientId', 'clientSecret'],
          begin: ({ state, codeChallenge, nonce, redirectUri, app, permissions }) =>
            `https://vendor.example.com/authorize?${new URLSearchParams({
              state,
              code_challenge: codeChallenge,
              nonce,
              redirect_uri: redirectUri,
              client_id: app['clientId'] ?? '',
              scope: [...permissions].join(' '),
            })}`,
          async complete(answer) {
            const { error, code } = answer.params
            if (error === 'app_suspended') throw new CredentialError('The vendor has suspended the app')
            if (code === undefined) throw new Error('there is no code')
            vendor.exchanges.push(answer)
            if (code !== 'code-1') throw new CredentialError('The vendor does not know the code')
            return { credentials: { ...answer.app, token: 'good' }, ...vendor.brings }
          },
        },
      },
    ],
    resources: base.resources.map((resource) => ({ ...resource, needs: both(resource.needs) })),
    checks: base.checks.map((check) => ({
      ...check,
      on: { ...check.on, needs: both(check.on.needs) },
    })),
    guide: {
      ...base.guide,
      auth: { token: { steps: [], permissions: [], disconnect: ['Delete the token under "Apps"'] } },
    },
    async open({ credentials, signal }) {
      world.call('open')
      const { credentials: stored, version } = await credentials.read(signal)
      const value = stored.secrets['token']?.reveal() ?? ''
      await vendor.beforeOpen(signal)
      const tenant = vendor.tokens.get(value)
      if (!tenant) throw new CredentialError('The token is not accepted; make a new one')
      if (vendor.rotates) {
        const next = `${value}+`
        vendor.tokens.delete(value)
        vendor.tokens.set(next, tenant)
        await credentials.replace({ ...stored, secrets: { ...stored.secrets, token: secret(next) } }, version, signal)
      }
      const session: Session & { readonly world: NotesWorld } = {
        world,
        tenant: { id: tenant, name: `Tenant ${tenant}` },
        granted: world.granted,
        features: world.features,
        ...(vendor.ends && { expiresAt: vendor.ends }),
        ...(vendor.revoke && { revoke: vendor.revoke }),
        async close() {
          world.call('close')
        },
      }
      return session
    },
  }
}

function both(needs: Readonly<Record<string, readonly string[]>>): Readonly<Record<string, readonly string[]>> {
  return { ...needs, consent: needs['token'] ?? [] }
}

/** A scanner on such a vendor, with everything that it told. */
export interface ToySetup {
  readonly scanner: Scanner
  readonly state: StateStore
  readonly credentials: CredentialStore
  readonly told: HealthChange[]
  /** Another process with the same database. */
  other(): Scanner
}

export const given = { connector: 'notes', config: {}, credentials: { kind: 'token', token: 'good' } } as const

export function toySetup(vendor: ToyVendor, options: Partial<ScannerOptions> = {}): ToySetup {
  const state = options.state ?? createMemoryState(options.clock ? { clock: options.clock } : {})
  const credentials = options.credentials ?? createMemoryCredentials()
  const make = (): Scanner =>
    createScanner({ connectors: [toyConnector(vendor)], limits: { leaseMs: 150 }, ...options, state, credentials })
  const scanner = make()
  const told: HealthChange[] = []
  scanner.on('health-change', (change) => told.push(change))
  scanner.on('credential-expiry', (change) => told.push(change))
  return { scanner, state, credentials, told, other: make }
}

/** A promise with the function that settles it. */
export function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open: () => void = () => undefined
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open }
}

export const stateOf = (integration: Integration | undefined): string | undefined => integration?.health?.state

/** The state as one worker sees it, with another way of doing something to integrations. */
export function withIntegrations(state: StateStore, change: Partial<IntegrationStore>): StateStore {
  return { ...state, integrations: { ...state.integrations, ...change } }
}
