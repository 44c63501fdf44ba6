import type { Finding } from '@opencasb/core'
import { type CheckWords, checkWordsOf, hasCheckWords, toStoredText } from '@opencasb/store-kit'
import type { Queryable, Transaction } from './transaction.ts'

/** Sets of words that are remembered at once: more than all checks of a few integrations. */
const mostRemembered = 5_000

interface StoredWords {
  readonly id: number
  readonly words: CheckWords
}

/** Keeps the words of each check once instead of in each finding: half the bytes, and nothing to parse again. */
export class CheckWordsTable {
  readonly #byId = new Map<number, CheckWords>()
  readonly #byCheck = new Map<string, readonly StoredWords[]>()

  /** The words by their ids. */
  async of(connection: Queryable, ids: Iterable<number>): Promise<ReadonlyMap<number, CheckWords>> {
    const found = new Map<number, CheckWords>()
    const unknown = new Set<number>()
    for (const id of ids) {
      const words = this.#byId.get(id)
      if (words) found.set(id, words)
      else unknown.add(id)
    }
    if (unknown.size === 0) return found
    const sql = 'select id, doc from {check_words} where id = any($1::bigint[])'
    const rows = await connection.rows<{ id: number; doc: string }>(sql, [[...unknown]])
    if (this.#byId.size + rows.length > mostRemembered) this.#byId.clear()
    for (const { id, doc } of rows) {
      const words: CheckWords = JSON.parse(doc)
      this.#byId.set(id, words)
      found.set(id, words)
    }
    return found
  }

  /** For each finding the id of its very words, stored where they are new. */
  async idsOf(transaction: Transaction, integrationId: number, findings: readonly Finding[]): Promise<number[]> {
    const known = await this.#known(transaction, integrationId, new Set(findings.map(({ check }) => check)))
    const ids: number[] = []
    for (const finding of findings) {
      const ofCheck = known.get(finding.check) ?? []
      let found = ofCheck.find(({ words }) => hasCheckWords(finding, words))
      if (!found) {
        found = await add(transaction, integrationId, finding)
        known.set(finding.check, [...ofCheck, found])
      }
      ids.push(found.id)
    }
    transaction.afterCommit(() => {
      if (this.#byCheck.size + known.size > mostRemembered) this.#byCheck.clear()
      for (const [check, words] of known) this.#byCheck.set(`${integrationId} ${check}`, words)
    })
    return ids
  }

  /** What is stored of some checks: remembered, or looked up. */
  async #known(
    connection: Queryable,
    integrationId: number,
    checks: ReadonlySet<string>,
  ): Promise<Map<string, readonly StoredWords[]>> {
    const known = new Map<string, readonly StoredWords[]>()
    const unknown: string[] = []
    for (const check of checks) {
      const words = this.#byCheck.get(`${integrationId} ${check}`)
      if (words) known.set(check, words)
      else unknown.push(toStoredText(check))
    }
    if (unknown.length === 0) return known
    const rows = await connection.rows<{ id: number; doc: string }>(
      'select id, doc from {check_words} where integration_id = $1 and check_id = any($2::text[]) order by id desc',
      [integrationId, unknown],
    )
    for (const { id, doc } of rows) {
      const words: CheckWords = JSON.parse(doc)
      known.set(words.check, [...(known.get(words.check) ?? []), { id, words }])
    }
    return known
  }
}

async function add(transaction: Transaction, integrationId: number, finding: Finding): Promise<StoredWords> {
  const words = checkWordsOf(finding)
  const texts = [words.connector, words.check, words.category, words.title].map(toStoredText)
  const [row] = await transaction.rows<{ id: number }>(
    `insert into {check_words}(integration_id, connector, check_id, category, title, doc)
       values($1, $2, $3, $4, $5, $6) returning id`,
    [integrationId, ...texts, JSON.stringify(words)],
  )
  return { id: row?.id ?? 0, words }
}
