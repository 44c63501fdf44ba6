import type { Ruleset } from './ruleset.ts'

const patterns = new Map<string, RegExp>()

/** Whether a name fits a pattern in which `*` stands for anything but a slash and `**` for anything. */
export function fitsPattern(name: string, pattern: string): boolean {
  let expression = patterns.get(pattern)
  if (!expression) {
    const source = pattern
      .split(/(\*\*\/?|\*|\?)/)
      .map((part) => {
        if (part === '*') return '[^/]*'
        if (part === '?') return '[^/]'
        if (part.startsWith('**')) return '.*'
        return part.replace(/[.+^${}()|[\]\\]/g, '\\$&')
      })
      .join('')
    expression = new RegExp(`^${source}$`)
    patterns.set(pattern, expression)
  }
  return expression.test(name)
}

function named(
  list: { readonly include: readonly string[]; readonly exclude: readonly string[] },
  fits: (entry: string) => boolean,
): boolean {
  return list.include.some(fits) && !list.exclude.some(fits)
}

/** Whether an organisation ruleset is for this repository. */
export function appliesToRepository(ruleset: Ruleset, repository: string): boolean {
  const names = ruleset.repositories
  return names === undefined || named(names, (entry) => entry === '~ALL' || fitsPattern(repository, entry))
}

/** Whether a ruleset is for this branch. */
export function appliesToBranch(ruleset: Ruleset, branch: string, defaultBranch: string): boolean {
  if (ruleset.target !== 'branch') return false
  return named(ruleset.refs, (entry) => {
    if (entry === '~ALL') return true
    if (entry === '~DEFAULT_BRANCH') return branch === defaultBranch
    return fitsPattern(`refs/heads/${branch}`, entry)
  })
}
