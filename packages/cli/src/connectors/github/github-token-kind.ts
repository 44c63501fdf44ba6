import { ConfigError } from '@opencasb/core'

/** The kinds of tokens that a person makes. */
export type GithubTokenKind = 'pat-classic' | 'pat-fine-grained'

/**
 * Tells a token's kind from its prefix. What is neither passes for classic: the connector says what is wrong with it.
 * @param source where it came from, as the user knows it: `GITHUB_TOKEN`
 * @throws ConfigError for the token that a workflow is given, the one that people try first in a pipeline
 * @see https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github#githubs-token-formats
 */
export function githubTokenKind(token: string, source: string): GithubTokenKind {
  if (token.startsWith('ghs_')) {
    throw new ConfigError(
      `${source}: this is an installation token, such as GitHub Actions gives to a workflow; it cannot read an organisation's settings. Use a personal access token, or a GitHub App with --app-id, --installation-id and --private-key-file.`,
      { field: source },
    )
  }
  return token.startsWith('github_pat_') ? 'pat-fine-grained' : 'pat-classic'
}
