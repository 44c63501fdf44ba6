/** What imposes a requirement on a branch: a classic protection rule or a ruleset. */
export interface ProtectionSource {
  readonly kind: 'classic' | 'ruleset'
  /** The node id of the rule or ruleset. */
  readonly id: string
  /** The pattern of the rule, or the name of the ruleset. */
  readonly name: string
  readonly level: 'repository' | 'organization' | 'enterprise'
  /** Whether administrators must obey. Classic rules say so themselves; `undefined` for rulesets, which have a list. */
  readonly bindsAdministrators: boolean | undefined
}
