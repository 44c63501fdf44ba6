/** For whom a policy was made; everything given must be true of a user. */
export interface PolicyAudience {
  /** The organisational unit's id, units below it included. */
  readonly unit?: string
  /** The group's id, or Google's word for a group that is in no directory: `WORKSPACE_ALL_ADMIN_GROUP`. */
  readonly group?: string
  /** What else Google's expression asks for, as it stands there: a licence, or units and groups in another way. */
  readonly condition?: string
}

const unitClause = /^entity\.org_units\.exists\(\s*(\w+)\s*,\s*\1\.org_unit_id\s*==\s*orgUnitId\('([^']*)'\)\s*\)$/
const groupClause = /^entity\.groups\.exists\(\s*(\w+)\s*,\s*\1\.group_id\s*==\s*groupId\('([^']*)'\)\s*\)$/

/**
 * Reads for whom a policy is. Google names the unit and the group beside the expression where there is one of them.
 * @returns undefined where a field is not what Google says it is
 * @see https://docs.cloud.google.com/identity/docs/reference/rest/v1/policies#PolicyQuery
 */
export function readAudience(query: Readonly<Record<string, unknown>>): PolicyAudience | undefined {
  const { orgUnit, group, query: expression } = query
  if (!isText(orgUnit) || !isText(group) || !isText(expression)) return undefined
  const unitId = bareId(orgUnit, 'orgUnits/')
  const groupId = bareId(group, 'groups/')
  const rest = clausesOf(expression ?? '').filter((clause) => !isImplied(clause, unitId, groupId))
  return {
    ...(unitId !== undefined && { unit: unitId }),
    ...(groupId !== undefined && { group: groupId }),
    ...(rest.length > 0 && { condition: rest.join(' && ') }),
  }
}

function isText(value: unknown): value is string | undefined {
  return value === undefined || typeof value === 'string'
}

/** Google gives an empty text for "none" in some answers. */
function bareId(value: string | undefined, prefix: string): string | undefined {
  const id = value?.startsWith(prefix) ? value.slice(prefix.length) : value
  return id === '' ? undefined : id
}

function isImplied(clause: string, unit: string | undefined, group: string | undefined): boolean {
  if (clause === '' || clause === 'true') return true
  const unitMatch = unitClause.exec(clause)
  if (unitMatch) return unit !== undefined && bareId(unitMatch[2], 'orgUnits/') === unit
  const groupMatch = groupClause.exec(clause)
  return groupMatch !== null && group !== undefined && bareId(groupMatch[2], 'groups/') === group
}

/** The parts of an expression that `&&` joins at its top; an expression with `||` at its top is one part. */
function clausesOf(expression: string): readonly string[] {
  const text = withoutBrackets(expression.trim())
  if (splitAtTop(text, '||').length > 1) return [text]
  const parts = splitAtTop(text, '&&')
  return parts.length === 1 ? [text] : parts.flatMap(clausesOf)
}

function splitAtTop(text: string, operator: string): readonly string[] {
  const parts: string[] = []
  let depth = 0
  let quote = ''
  let start = 0
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? ''
    if (quote !== '') {
      if (character === quote) quote = ''
    } else if (character === "'" || character === '"') quote = character
    else if (character === '(' || character === '[') depth += 1
    else if (character === ')' || character === ']') depth -= 1
    else if (depth === 0 && text.startsWith(operator, at)) {
      parts.push(text.slice(start, at).trim())
      start = at + operator.length
      at = start - 1
    }
  }
  parts.push(text.slice(start).trim())
  return parts
}

/** Takes brackets away that stand around the whole. */
function withoutBrackets(text: string): string {
  if (!text.startsWith('(') || !text.endsWith(')')) return text
  let depth = 0
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '(') depth += 1
    else if (text[at] === ')') depth -= 1
    if (depth === 0 && at < text.length - 1) return text
  }
  return withoutBrackets(text.slice(1, -1).trim())
}
