import type { Finding } from '@opencasb/core'

const wordFields: readonly (keyof CheckWords)[] = [
  'connector',
  'tenant',
  'check',
  'checkVersion',
  'category',
  'title',
  'risk',
  'remediation',
  'frameworks',
]

/** The part of a finding that all findings of a check have in common; kept once instead of in each finding. */
export type CheckWords = Pick<
  Finding,
  'connector' | 'tenant' | 'check' | 'checkVersion' | 'category' | 'title' | 'risk' | 'remediation' | 'frameworks'
>

/** The words in a finding. */
export function checkWordsOf(finding: Finding): CheckWords {
  return Object.fromEntries(wordFields.map((field) => [field, finding[field]])) as unknown as CheckWords
}

/** Says whether a finding has these very words. */
export function hasCheckWords(finding: Finding, words: CheckWords): boolean {
  return wordFields.every((field) =>
    field === 'frameworks'
      ? words.frameworks === finding.frameworks ||
        JSON.stringify(words.frameworks) === JSON.stringify(finding.frameworks)
      : words[field] === finding[field],
  )
}
