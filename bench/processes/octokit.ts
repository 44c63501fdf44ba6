import { Octokit } from '@octokit/core'
import { paginateRest } from '@octokit/plugin-paginate-rest'
import { retry } from '@octokit/plugin-retry'
import { throttling } from '@octokit/plugin-throttling'
import { answer, type Cost, inputOf, startMeter } from './meter.ts'

/** The organisation that the straightforward script reads. */
export interface OctokitInput {
  readonly baseUrl: string
  readonly token: string
  readonly organization: string
  readonly hooks: boolean
}

/** What it cost. */
export interface OctokitOutput extends Cost {
  readonly requests: number
  readonly repositories: number
}

const input = inputOf<OctokitInput>()
const Client = Octokit.plugin(paginateRest, retry, throttling)
const client = new Client({
  auth: input.token,
  baseUrl: input.baseUrl,
  log: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
  throttle: { onRateLimit: () => true, onSecondaryRateLimit: () => true },
})
let requests = 0
client.hook.before('request', () => {
  requests += 1
})

/** Answers 404 where there is nothing, as the API does for unprotected branches. */
async function orNothing(promise: Promise<unknown>): Promise<unknown> {
  return promise.catch((error: { status?: number }) => {
    if (error.status === 404 || error.status === 403) return undefined
    throw error
  })
}

interface Repository {
  readonly name: string
  readonly default_branch?: string
}

const stop = startMeter()
const org = input.organization
const repositories = (await client.paginate('GET /orgs/{org}/repos', { org, per_page: 100 })) as Repository[]
await client.paginate('GET /orgs/{org}/members', { org, per_page: 100 })
await client.paginate('GET /orgs/{org}/members', { org, per_page: 100, filter: '2fa_disabled' })
const queue = [...repositories]
const work = async (): Promise<void> => {
  for (let repository = queue.pop(); repository; repository = queue.pop()) {
    const { name: repo, default_branch: branch = 'main' } = repository
    await orNothing(
      client.request('GET /repos/{owner}/{repo}/branches/{branch}/protection', { owner: org, repo, branch }),
    )
    await orNothing(
      client.paginate('GET /repos/{owner}/{repo}/collaborators', {
        owner: org,
        repo,
        affiliation: 'direct',
        per_page: 100,
      }),
    )
    if (input.hooks)
      await orNothing(client.paginate('GET /repos/{owner}/{repo}/hooks', { owner: org, repo, per_page: 100 }))
  }
}
await Promise.all(Array.from({ length: 8 }, work))
const output: OctokitOutput = { ...stop(), requests, repositories: repositories.length }
answer(output)
