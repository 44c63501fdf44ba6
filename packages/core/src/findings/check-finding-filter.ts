import type { FindingFilter, FindingGroup } from '../contract/state.ts'
import { anyText, be, boolean, checkGiven, filterOf, listOf, oneOf, type Reader, texts } from '../given/reader.ts'
import { assetKinds } from '../model/asset.ts'
import { checkCategories, findingStates } from '../model/finding.ts'
import { severities } from '../model/severity.ts'

const findingFilter = filterOf({
  integration: texts,
  connector: texts,
  severity: listOf(oneOf(severities)),
  state: listOf(oneOf(findingStates)),
  check: texts,
  category: listOf(oneOf(checkCategories)),
  assetKind: listOf(oneOf(assetKinds)),
  asset: texts,
  text: anyText,
  firstSeenSince: be('a time such as "2026-01-31"', isTime),
  unknown: boolean,
} satisfies Record<keyof FindingFilter, Reader>)

const findingGroup = oneOf([
  'severity',
  'state',
  'check',
  'connector',
  'integration',
  'category',
] satisfies readonly FindingGroup[])

/** @throws ConfigError naming the field */
export function checkFindingFilter(value: FindingFilter): void {
  checkGiven(findingFilter, value, 'filter')
}

/** @throws ConfigError saying what there is to count by */
export function checkFindingGroup(value: FindingGroup): void {
  checkGiven(findingGroup, value, 'by')
}

function isTime(value: unknown): boolean {
  // Other forms are read in the time zone of the machine.
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value) && !Number.isNaN(Date.parse(value))
}
