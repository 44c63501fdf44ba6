import type { Needs } from '@opencasb/core'

/** What reading something needs, in GitHub's own words. */
export interface GithubNeeds {
  /** Permissions of apps and fine-grained tokens, named as in GitHub's API: `members:read`. */
  readonly permissions: readonly string[]
  /** Scopes of classic tokens. */
  readonly scopes: readonly string[]
}

/** Needs of what all ways to sign in can read. */
export function githubNeeds({ permissions, scopes }: GithubNeeds): Needs {
  return { 'github-app': permissions, 'pat-fine-grained': permissions, 'pat-classic': scopes }
}
