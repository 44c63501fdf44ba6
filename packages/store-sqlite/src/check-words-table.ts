import type { Finding } from '@opencasb/core'
import { type CheckWords, checkWordsOf, hasCheckWords, toStoredList, toStoredText } from '@opencasb/store-kit'
import type { Database } from './database.ts'

/** Sets of words that are remembered at once: more than all checks of a few integrations. */
const mostRemembered = 5_000

interface StoredWords {
  readonly id: number
  readonly words: CheckWords
}

/** Keeps the words of each check once instead of in each finding: half the bytes, and nothing to parse again. */
export class CheckWordsTable {
  readonly #database: Database
  readonly #byId = new Map<number, CheckWords>()
  readonly #byCheck = new Map<string, StoredWords[]>()

  constructor(database: Database) {
    this.#database = database
    database.onRollback(() => this.#forget())
  }

  /** The id of these very words, stored where they are new. */
  idOf(integrationId: number, finding: Finding): number {
    const key = `${integrationId} ${finding.check}`
    let known = this.#byCheck.get(key)
    if (!known) {
      if (this.#byId.size >= mostRemembered) this.#forget()
      known = this.#load(integrationId, finding.check)
      this.#byCheck.set(key, known)
    }
    const same = known.find(({ words }) => hasCheckWords(finding, words))
    if (same) return same.id
    const added = this.#add(integrationId, finding)
    known.push(added)
    return added.id
  }

  of(id: number): CheckWords {
    const known = this.#byId.get(id)
    if (known) return known
    const row = this.#database.get<{ doc: string }>('select doc from check_words where id = ?', id)
    const words: CheckWords = JSON.parse(row?.doc ?? '{}')
    if (this.#byId.size >= mostRemembered) this.#forget()
    this.#byId.set(id, words)
    return words
  }

  /** Ids of all words of some checks, as `json_each` takes them apart. */
  idsOf(integrationId: number, checks: readonly string[]): string {
    const sql = `select id from check_words where integration_id = ? and check_id in (select value from json_each(?))`
    return ids(this.#database.all(sql, integrationId, toStoredList(checks)))
  }

  /** Ids of all words of the other checks. */
  idsOfOthers(integrationId: number, checks: readonly string[]): string {
    const sql = `select id from check_words where integration_id = ? and check_id not in (select value from json_each(?))`
    return ids(this.#database.all(sql, integrationId, toStoredList(checks)))
  }

  #load(integrationId: number, check: string): StoredWords[] {
    const sql = 'select id, doc from check_words where integration_id = ? and check_id = ? order by id desc'
    return this.#database
      .all<{ id: number; doc: string }>(sql, integrationId, toStoredText(check))
      .map(({ id, doc }) => ({ id, words: JSON.parse(doc) }))
  }

  #add(integrationId: number, finding: Finding): StoredWords {
    const words = checkWordsOf(finding)
    const row = this.#database.get<{ id: number }>(
      'insert into check_words(integration_id, connector, check_id, category, title, doc) values(?,?,?,?,?,?) returning id',
      integrationId,
      toStoredText(words.connector),
      toStoredText(words.check),
      toStoredText(words.category),
      toStoredText(words.title),
      JSON.stringify(words),
    )
    return { id: row?.id ?? 0, words }
  }

  #forget(): void {
    this.#byId.clear()
    this.#byCheck.clear()
  }
}

function ids(rows: readonly { readonly id: number }[]): string {
  return JSON.stringify(rows.map(({ id }) => id))
}
