import type { FindingFilter } from '../contract/state.ts'
import type { Finding } from '../model/finding.ts'

/** Turns a filter into a question that can be asked of each finding. */
export function findingFilter(filter: FindingFilter): (finding: Finding) => boolean {
  const since = filter.firstSeenSince && normalizeTime(filter.firstSeenSince)
  const text = filter.text?.toLowerCase()
  const questions: ((finding: Finding) => boolean)[] = []
  const among = (values: readonly string[] | undefined, value: (finding: Finding) => string): void => {
    if (!values) return
    const wanted = new Set(values)
    questions.push((finding) => wanted.has(value(finding)))
  }
  among(filter.integration, (finding) => finding.integration)
  among(filter.connector, (finding) => finding.connector)
  among(filter.severity, (finding) => finding.severity)
  among(filter.state, (finding) => finding.state)
  among(filter.check, (finding) => finding.check)
  among(filter.category, (finding) => finding.category)
  among(filter.assetKind, (finding) => finding.asset.kind)
  among(filter.asset, (finding) => finding.asset.id)
  if (since) questions.push((finding) => finding.firstSeen >= since)
  if (filter.unknown) questions.push((finding) => finding.unknownSince !== undefined)
  if (text) {
    questions.push(({ title, message, asset }) =>
      [title, message, asset.name].some((field) => field.toLowerCase().includes(text)),
    )
  }
  return (finding) => questions.every((question) => question(finding))
}

/** Findings carry full times; hosts may give a date or leave the milliseconds out. */
function normalizeTime(time: string): string {
  const date = new Date(time)
  return Number.isNaN(date.getTime()) ? time : date.toISOString()
}
