import type { GraphAsked } from './graph-shape.ts'
import { shortName } from './graph-shape.ts'
import type { GraphType, GraphTypeTable } from './graph-type-table.ts'

/** Operators, functions and literals of filters. */
const words = new Set(
  'eq ne gt ge lt le and or not in has add sub mul div mod any all true false null asc desc'.split(' '),
)

/** What `$select` and `$expand` ask for. Nested `$select` and `$expand` are read, other nested options are not. */
export function readAsked(select: string | null, expand: string | null): GraphAsked {
  const chosen = select === null || select.split(',').includes('*') ? undefined : new Set(listed(select))
  const expanded = new Map<string, GraphAsked>()
  for (const one of expand === null ? [] : splitOutside(expand, ',')) {
    const [, name = one, options = ''] = /^([^(]+)(?:\((.*)\))?$/s.exec(one.trim()) ?? []
    const nested = new Map(
      splitOutside(options, ';').map((option): [string, string] => {
        const [key = '', ...rest] = option.split('=')
        return [key.trim(), rest.join('=')]
      }),
    )
    expanded.set(name, readAsked(nested.get('$select') ?? null, nested.get('$expand') ?? null))
  }
  return { select: chosen, expand: expanded }
}

/** Says what is asked for that neither the type nor one derived from it has. */
export function askedProblems({ select, expand }: GraphAsked, name: string, types: GraphTypeTable): readonly string[] {
  const family = types.family(name)
  if (family.length === 0 || family.some(({ isFree }) => isFree)) return []
  const has = (property: string): boolean => family.some(({ properties }) => properties.has(firstOf(property)))
  const problems = [...(select ?? [])]
    .filter((property) => !has(property))
    .map((property) => `$select asks for ${property}, which ${shortName(name)} does not have`)
  for (const [property, below] of expand) {
    const schema = propertyOf(family, property)
    if (!schema) {
      problems.push(`$expand asks for ${property}, which ${shortName(name)} does not have`)
      continue
    }
    if (!schema['x-nav']) problems.push(`$expand asks for ${property}, which is no navigation property`)
    const target = types.nameOf(schema.items ?? schema)
    if (target !== undefined) problems.push(...askedProblems(below, target, types))
  }
  return problems
}

/** Says which properties a `$filter` or `$orderby` names that the type does not have. */
export function expressionProblems(
  option: string,
  text: string,
  name: string,
  types: GraphTypeTable,
): readonly string[] {
  const family = types.family(name)
  if (family.length === 0 || family.some(({ isFree }) => isFree)) return []
  const bare = text
    .replaceAll(/'(?:[^']|'')*'/g, ' ')
    .replaceAll(/\b[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}\b/gi, ' ')
    .replaceAll(/\b\d[\w:.+-]*/g, ' ')
  const variables = new Set([...bare.matchAll(/([A-Za-z]\w*)\s*:/g)].map(([, variable]) => variable))
  const names = [...bare.matchAll(/([A-Za-z_$][\w./]*)\s*(\(?)/g)]
    .filter(([, word = '', bracket]) => (bracket !== '(' || word.includes('/')) && !words.has(word))
    .map(([, word = '']) => firstOf(word))
    .filter((word) => !variables.has(word) && !word.startsWith('$') && word !== 'microsoft.graph')
  return [...new Set(names)]
    .filter((word) => !propertyOf(family, word) && !word.startsWith('extension_'))
    .map((word) => `${option} names ${word}, which ${shortName(name)} does not have`)
}

function propertyOf(family: readonly GraphType[], property: string) {
  return family.map(({ properties }) => properties.get(firstOf(property))).find((schema) => schema !== undefined)
}

function listed(text: string): readonly string[] {
  return text
    .split(',')
    .map((one) => firstOf(one.trim()))
    .filter((one) => one !== '')
}

/** The property at the beginning of a path: `address/city`. */
function firstOf(path: string): string {
  return path.split('/')[0] ?? ''
}

/** Splits where no bracket is open. */
function splitOutside(text: string, separator: string): readonly string[] {
  const parts: string[] = []
  let depth = 0
  let part = ''
  for (const character of text) {
    if (character === '(') depth += 1
    if (character === ')') depth -= 1
    if (character === separator && depth === 0) {
      parts.push(part)
      part = ''
    } else {
      part += character
    }
  }
  return [...parts, part].filter((one) => one.trim() !== '')
}
