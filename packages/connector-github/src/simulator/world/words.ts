/** First parts of repository names. Rulesets name some of them in their patterns. */
export const subjects: readonly [string, ...string[]] = [
  'payments',
  'ledger',
  'checkout',
  'catalogue',
  'search',
  'identity',
  'billing',
  'shipping',
  'inventory',
  'analytics',
  'mobile',
  'platform',
  'infra',
  'docs',
  'design',
]

/** Second parts of repository names. */
export const parts: readonly [string, ...string[]] = [
  'api',
  'web',
  'worker',
  'gateway',
  'client',
  'schema',
  'terraform',
  'charts',
  'sdk',
  'tools',
  'site',
]

/** What teams and logins are named after. */
export const trades: readonly [string, ...string[]] = [
  'backend',
  'frontend',
  'platform',
  'mobile',
  'data',
  'release',
  'security',
  'quality',
  'support',
]

export const languages: readonly [string, ...string[]] = ['TypeScript', 'Go', 'Python', 'Java', 'Rust', 'HCL', 'Ruby']

export const topics: readonly string[] = [
  'service',
  'library',
  'internal-tool',
  'deprecated',
  'production',
  'customer-facing',
]
