import { RequestLog, runCommand, SimulatorClock, SimulatorServer } from '@opencasb/simulator-kit'
import { Credentials } from './access/credentials.ts'
import type { GithubAuthKind } from './access/grant.ts'
import { UserAuthorizations } from './access/user-authorizations.ts'
import { commandNames } from './control/command-names.ts'
import { Faults, realisticFaults } from './faults/faults.ts'
import {
  type GithubSimulatedIntegration,
  type GithubSimulatorCommands,
  type GithubSimulatorRecords,
  type IntegrationRequest,
  issuedCredentials,
} from './github-simulator-control.ts'
import { GraphqlService } from './graphql/graphql-service.ts'
import { GithubService } from './http/github-service.ts'
import { RestService } from './http/rest-service.ts'
import { Limiter } from './limits/limiter.ts'
import { documentedLimits, noLimits } from './limits/limits-options.ts'
import type { GithubSimulatorOptions } from './options.ts'
import { mutateWorld } from './world/mutate-world.ts'
import { GithubWorld } from './world/world.ts'
import { changeWorld } from './world/world-change.ts'

/** A simulated GitHub that is running in this process. */
export interface RunningGithubSimulator extends GithubSimulatorCommands, GithubSimulatorRecords {
  /** Where it listens, without a trailing slash. It serves `/…`, `/api/v3/…` and both GraphQL addresses. */
  readonly url: string
  /** All that it holds, for tests that compare. */
  readonly world: GithubWorld
  close(): Promise<void>
}

function isAuthKind(kind: string): kind is GithubAuthKind {
  return kind === 'pat-classic' || kind === 'pat-fine-grained' || kind === 'github-app'
}

/** The beginning of the month that a moment is in, so that dates do not move from one hour to the next. */
function monthOf(now: number): number {
  const date = new Date(now)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1)
}

/**
 * Starts a simulated GitHub on loopback: a stateful, reproducible world of any size behind the real HTTP API, with
 * GitHub's permissions, limits, validators and pages.
 */
export async function createGithubSimulator(options: GithubSimulatorOptions = {}): Promise<RunningGithubSimulator> {
  const { seed = 1, plan = 'enterprise', organizations = [{}], latencyMs = 0, port = 0 } = options
  const clock = new SimulatorClock(options.now ?? Date.now)
  const world = new GithubWorld({ seed, plan, organizations, epoch: options.epoch ?? monthOf(clock.now()) })
  const credentials = new Credentials(world)
  const people = new UserAuthorizations(seed)
  const log = new RequestLog(options.rememberedRequests ?? 100_000)
  const chosen = options.limits ?? 'documented'
  const limits = chosen === 'documented' ? documentedLimits : chosen === 'off' ? noLimits : chosen
  const limiter = new Limiter(limits, plan, () => {
    const organization = world.places[0]?.organization
    return { repositories: organization?.repositories.count ?? 0, members: organization?.members.count ?? 0 }
  })
  const chosenFaults = options.faults ?? 'none'
  const faultOptions = chosenFaults === 'none' ? {} : chosenFaults === 'realistic' ? realisticFaults : chosenFaults
  const faults = new Faults(faultOptions, seed)
  const latency = { milliseconds: latencyMs }
  const cacheBytes = options.cacheBytes ?? 32 * 1024 * 1024
  const parts = { world, credentials, limiter, log, faults, cacheBytes }

  const commands: GithubSimulatorCommands = {
    integration: ({ authKind, permissions, baseUrl }: IntegrationRequest): GithubSimulatedIntegration => {
      if (!isAuthKind(authKind)) throw new Error(`${authKind} is no way to sign in to GitHub`)
      const granted = permissions.filter((one) => !faults.withheld.has(one))
      const issued = credentials.issue(authKind, granted)
      return {
        config: { organizations: credentials.logins(authKind), baseUrl: baseUrl ?? url },
        credentials: issued.credentials,
        secrets: [...issued.secrets, ...world.places.map((place) => place.parts.canary)],
      }
    },
    clearRequests: () => log.clear(),
    usage: () => log.usage(),
    mutate: (mutationSeed, changes) => mutateWorld(world, mutationSeed, changes),
    change: (change) => changeWorld(world, change),
    revokeCredentials: () => credentials.revokeAll(),
    expireInstallationTokens: () => credentials.expireInstallationTokens(),
    suspend: (held, suspended) => credentials.suspend(issuedCredentials(held), suspended),
    publishApp: (held, request) => people.publish(credentials.registration(issuedCredentials(held)), request),
    uninstall: (held) => credentials.uninstall(credentials.registration(issuedCredentials(held))),
    setPermissions: (held, permissions) => credentials.setPermissions(issuedCredentials(held), permissions),
    setLimits: (next) => {
      limiter.limits = next
    },
    setRemaining: ({ credentials: held, resource, remaining }) => {
      const account = credentials.accountOf(issuedCredentials(held))
      const { limit } = limiter.quota({ account: account.name, grant: account.grant }, resource, clock.now())
      limiter.quotas.set(account.name, resource, Math.max(0, limit - remaining), clock.now() + limiter.windowMs)
    },
    setNow: (moment) => clock.set(moment),
    advance: (milliseconds) => clock.advance(milliseconds),
    setLatency: (milliseconds) => {
      latency.milliseconds = milliseconds
    },
  }
  const service = new GithubService({
    rest: new RestService(parts),
    graphql: new GraphqlService(parts),
    credentials,
    limiter,
    log,
    clock,
  })
  const server = new SimulatorServer({
    log,
    latency,
    answer: (exchange) => people.answer(exchange) ?? service.answer(exchange),
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
