/** First parts of repository names. Rulesets name some of them in their patterns. */
export const subjects = [
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
] as const satisfies readonly [string, ...string[]]

/** Second parts of repository names. */
export const parts = [
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
] as const satisfies readonly [string, ...string[]]

/** What teams and logins are named after. */
export const trades = [
  'backend',
  'frontend',
  'platform',
  'mobile',
  'data',
  'release',
  'security',
  'quality',
  'support',
] as const satisfies readonly [string, ...string[]]

export const languages = ['TypeScript', 'Go', 'Python', 'Java', 'Rust', 'HCL', 'Ruby'] as const satisfies readonly [
  string,
  ...string[],
]

export const topics = ['service', 'library', 'internal-tool', 'deprecated', 'production', 'customer-facing'] as const
