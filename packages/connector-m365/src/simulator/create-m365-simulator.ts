import { RequestLog, runCommand, SimulatorClock, SimulatorServer } from '@opencasb/simulator-kit'
import type { M365AuthKind } from './access/app-registration.ts'
import { Credentials } from './access/credentials.ts'
import { GraphService } from './http/graph-service.ts'
import { GraphLimiter } from './limits/graph-limiter.ts'
import { commandNames, type M365SimulatorCommands, type M365SimulatorRecords } from './m365-simulator-control.ts'
import type { M365SimulatorOptions } from './options.ts'
import { linkSecret } from './world/drive-share.ts'
import { mutateWorld } from './world/mutate-world.ts'
import { M365World } from './world/world.ts'

const dayMs = 86_400_000

/** A simulated Microsoft 365 tenant that is running in this process. */
export interface RunningM365Simulator extends M365SimulatorCommands, M365SimulatorRecords {
  /** Where it listens, without a trailing slash. It serves Microsoft Graph and the token endpoint. */
  readonly url: string
  close(): Promise<void>
}

function isAuthKind(kind: string): kind is M365AuthKind {
  return kind === 'client-secret' || kind === 'certificate' || kind === 'federated-credential'
}

/**
 * Starts a simulated Microsoft 365 tenant on loopback: a reproducible world of any size behind Microsoft Graph, with its
 * permissions, pages, batches, change feeds and limits.
 */
export async function createM365Simulator(options: M365SimulatorOptions = {}): Promise<RunningM365Simulator> {
  const { seed = 1, limits = 'documented', latencyMs = 0, port = 0 } = options
  const clock = new SimulatorClock(options.now ?? Date.now)
  const epoch = options.epoch ?? Math.floor(clock.now() / dayMs) * dayMs
  const world = new M365World({ seed, options: options.world ?? {}, epoch })
  const credentials = new Credentials(seed)
  const log = new RequestLog(options.rememberedRequests ?? 100_000)
  const limiter = new GraphLimiter(limits === 'documented', () => world.users.items.count)
  const latency = { milliseconds: latencyMs }
  const service = new GraphService({ world, credentials, limiter, log, clock })
  const commands: M365SimulatorCommands = {
    integration: ({ authKind, permissions, baseUrl = url }) => {
      if (!isAuthKind(authKind)) throw new Error(`${authKind} is no way to sign in to Microsoft 365`)
      const issued = credentials.register(authKind, permissions, clock.now())
      return {
        config: { tenant: world.tenantId, baseUrls: { graph: baseUrl, login: baseUrl } },
        credentials: issued.credentials,
        secrets: [...issued.secrets, linkSecret],
      }
    },
    clearRequests: () => log.clear(),
    usage: () => log.usage(),
    mutate: (mutationSeed, changes) => mutateWorld(world, mutationSeed, changes),
    revokeCredentials: () => credentials.revokeAll(),
    expireTokens: () => credentials.tokens.expire(),
    expireFeeds: () => {
      world.feedGeneration++
    },
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
    get requests() {
      return log.records
    },
    close: () => server.close(),
  }
}
