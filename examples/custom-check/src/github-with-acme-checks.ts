import { github } from '@opencasb/connector-github'
import type { Connector } from '@opencasb/core/connector'
import { deployKeyAge } from './checks/deploy-key-age.ts'
import { publicRepositoryName } from './checks/public-repository-name.ts'

/** The GitHub connector with the rules of this organisation. Give it to `createScanner` in place of `github()`. */
export function githubWithAcmeChecks(): Connector {
  const connector = github()
  return { ...connector, checks: [...connector.checks, publicRepositoryName, deployKeyAge] }
}
