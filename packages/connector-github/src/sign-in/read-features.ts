import type { FoundOrganization } from './find-organizations.ts'

/** What this GitHub and the plan of the organisations offer, as resource types name it in `features`. */
export function readFeatures(organizations: readonly FoundOrganization[]): ReadonlySet<string> {
  const features = new Set<string>()
  for (const { headers, plan } of organizations) {
    const version = /(\d+\.\d+)/.exec(headers['x-github-enterprise-version'] ?? '')?.[1]
    features.add(version === undefined ? 'github.com' : 'github-enterprise-server')
    if (version !== undefined) features.add(`github-enterprise-server-${version}`)
    if (plan !== undefined) features.add(`plan-${plan}`)
  }
  return features
}
