import {
  RequestLog,
  runCommand,
  type SimulatedRequest,
  SimulatorClock,
  SimulatorServer,
  simulatorKeyPair,
} from '@opencasb/simulator-kit'
import type { IssuedCredentials } from './access/issued-credentials.ts'
import { TokenService } from './access/token-service.ts'
import { commandNames } from './control/command-names.ts'
import type { GoogleSimulatedIntegration, GoogleSimulatorCommands } from './google-simulator-control.ts'
import { GoogleService } from './http/google-service.ts'
import type { GoogleSimulatorOptions } from './options.ts'
import { GoogleWorld } from './world/google-world.ts'
import { mutateWorld } from './world/mutate-world.ts'

/** A simulated Google that is running. */
export interface RunningGoogleSimulator extends GoogleSimulatorCommands {
  /** Where it listens, without a trailing slash. */
  readonly url: string
  readonly world: GoogleWorld
  /** All requests since the last `clearRequests`, oldest first. */
  readonly requests: readonly SimulatedRequest[]
  close(): Promise<void>
}

/** All that the base URLs of an integration name. */
const apis = [
  'directory',
  'groupsSettings',
  'licensing',
  'reports',
  'cloudIdentity',
  'drive',
  'gmail',
  'calendar',
  'token',
] as const

/** @see https://developers.google.com/workspace/admin/directory/v1/limits */
const documentedPerMinute = 2_400

/** Starts a simulated Google Workspace account on loopback, with Google's scopes, pages, errors and quotas. */
export async function createGoogleSimulator(options: GoogleSimulatorOptions = {}): Promise<RunningGoogleSimulator> {
  const { seed = 1, latencyMs = 0, port = 0, limits = 'documented' } = options
  const clock = new SimulatorClock(options.now ?? Date.now)
  const epoch = options.epoch ?? monthOf(clock.now())
  const world = new GoogleWorld({ seed, epoch, options: options.world ?? {} })
  const tokenService = new TokenService(world, clock)
  const log = new RequestLog()
  const latency = { milliseconds: latencyMs }
  const perMinute = limits === 'documented' ? documentedPerMinute : 0
  const service = new GoogleService({ world, tokenService, clock, log, perMinute })
  const commands: GoogleSimulatorCommands = {
    integration: ({ authKind, permissions, baseUrl = url }) => {
      if (authKind !== 'service-account' && authKind !== 'admin-oauth')
        throw new Error(`${authKind} is no way to sign in to Google`)
      const issued = tokenService.issue(authKind, permissions)
      return {
        config: {
          adminEmail: world.adminEmail,
          customer: world.customerId,
          baseUrls: Object.fromEntries(apis.map((api) => [api, baseUrl])),
          ...(world.hasSharers && { sharing: { users: sharersOf(world) } }),
        },
        ...credentialsOf(issued),
      }
    },
    clearRequests: () => log.clear(),
    usage: () => log.usage(),
    mutate: (mutationSeed, changes) => mutateWorld(world, mutationSeed, changes),
    revokeCredentials: () => tokenService.revokeAll(),
    expireTokens: () => tokenService.tokens.expire(),
    setNow: (moment) => clock.set(moment),
    advance: (milliseconds) => clock.advance(milliseconds),
    setLatency: (milliseconds) => {
      latency.milliseconds = milliseconds
    },
  }
  const server = new SimulatorServer({
    log,
    latency,
    answer: (exchange) => service.answer(exchange),
    control: (method, path, body) =>
      runCommand({ ...commands, requests: log.records }, commandNames, { method, path, body }),
  })
  const url = await server.listen(port)
  return {
    ...commands,
    url,
    world,
    get requests() {
      return log.records
    },
    close: () => server.close(),
  }
}

function sharersOf({ sharers, users }: GoogleWorld): readonly string[] {
  return sharers.flatMap((index) => users.get(index)?.email ?? [])
}

function credentialsOf(issued: IssuedCredentials): Pick<GoogleSimulatedIntegration, 'credentials' | 'secrets'> {
  const { kind, name, clientSecret, refreshToken } = issued
  if (clientSecret !== undefined && refreshToken !== undefined) {
    return {
      credentials: { kind, clientId: name, clientSecret, refreshToken },
      secrets: [clientSecret, refreshToken],
    }
  }
  const { pkcs8, secrets } = simulatorKeyPair()
  const key = JSON.stringify({
    type: 'service_account',
    project_id: 'acme-project',
    private_key_id: '0123456789abcdef0123456789abcdef01234567',
    private_key: pkcs8,
    client_email: name,
    client_id: '101700000000000000001',
    token_uri: 'https://oauth2.googleapis.com/token',
  })
  return { credentials: { kind, key }, secrets: [key, ...secrets] }
}

function monthOf(moment: number): number {
  const date = new Date(moment)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1)
}
