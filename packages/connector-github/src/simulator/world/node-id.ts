/** Kinds of things that have a global id, with GitHub's prefix for each. */
export const nodePrefixes = {
  organization: 'O',
  user: 'U',
  team: 'T',
  repository: 'R',
  branchProtectionRule: 'BPR',
  ruleset: 'RRS',
  rule: 'RRU',
  bypassActor: 'RBA',
  ref: 'REF',
  deployKey: 'DK',
  environment: 'EN',
  alert: 'RVA',
  app: 'A',
  commit: 'C',
  blob: 'B',
  domain: 'VD',
  ipAllowListEntry: 'IALE',
  identityProvider: 'OIP',
  allowance: 'BPA',
  enterprise: 'E',
  advisory: 'GSA',
} as const

/** A kind of thing that has a global id. */
export type NodeKind = keyof typeof nodePrefixes

/** The global id of a thing, as REST shows it in `node_id` and GraphQL in `id`. */
export function nodeId(kind: NodeKind, id: number | string): string {
  return `${nodePrefixes[kind]}_kgDO${Buffer.from(String(id)).toString('base64url')}`
}

/** Reads a global id back. */
export function parseNodeId(text: string): { readonly kind: NodeKind; readonly id: string } | undefined {
  const match = /^([A-Z]+)_kgDO([\w-]+)$/.exec(text)
  const kind = Object.entries(nodePrefixes).find(([, prefix]) => prefix === match?.[1])?.[0]
  if (!kind || match?.[2] === undefined) return undefined
  return { kind: kind as NodeKind, id: Buffer.from(match[2], 'base64url').toString() }
}

/** The global id of a ruleset: it tells whose it is. `owner` is the id of the repository or the organisation. */
export function rulesetNodeId(from: 'repository' | 'organization', owner: number, ruleset: number): string {
  return nodeId('ruleset', `${from}:${owner}:${ruleset}`)
}

/** The global id of a classic protection rule: it tells whose it is. */
export function protectionNodeId(repository: number, rule: number): string {
  return nodeId('branchProtectionRule', `repository:${repository}:${rule}`)
}
