import type { Connector } from '@opencasb/core/connector'
import { defineConnector } from '@opencasb/core/connector'
import { githubChecks } from './checks/checks.ts'
import { type GithubConfig, githubConfig } from './config.ts'
import { cisGithub } from './frameworks/cis-github.ts'
import { guide } from './guide.ts'
import { githubResources } from './resources/resources.ts'
import { authMethods } from './sign-in/auth-methods.ts'
import { openSession } from './sign-in/open-session.ts'

const hour = 3_600_000

/**
 * The GitHub connector: organisations on github.com and GitHub Enterprise Server, read with a GitHub App or a personal
 * access token.
 */
export function github(): Connector<GithubConfig> {
  return defineConnector<GithubConfig>({
    id: 'github',
    version: '0.1.0',
    title: 'GitHub',
    config: githubConfig,
    auth: authMethods,
    resources: githubResources,
    checks: githubChecks,
    frameworks: [cisGithub],
    interval: { default: 6 * hour, min: hour / 4 },
    guide,
    open: openSession,
  })
}
