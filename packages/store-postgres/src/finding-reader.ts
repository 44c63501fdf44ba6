import type { Finding, FindingRecord } from '@opencasb/core'
import {
  type FindingNames,
  type FindingRow,
  type ListedFindingRow,
  toFinding,
  toFindingRecord,
} from '@opencasb/store-kit'
import type { CheckWordsTable } from './check-words-table.ts'
import type { NameTable } from './name-table.ts'
import type { Queryable } from './transaction.ts'

/** Turns rows into findings and records, with what their ids stand for. */
export class FindingReader {
  readonly #names: NameTable
  readonly #words: CheckWordsTable

  constructor(names: NameTable, words: CheckWordsTable) {
    this.#names = names
    this.#words = words
  }

  async findings(connection: Queryable, rows: readonly ListedFindingRow[]): Promise<Finding[]> {
    const namesOf = await this.#namesOf(connection, rows)
    return rows.flatMap((row) => {
      const names = namesOf(row)
      return names ? [toFinding(row, names)] : []
    })
  }

  async records(connection: Queryable, rows: readonly FindingRow[]): Promise<FindingRecord[]> {
    const namesOf = await this.#namesOf(connection, rows)
    const places = await this.#names.places(
      connection,
      rows.map(({ partition_id }) => partition_id),
    )
    return rows.flatMap((row) => {
      const [names, place] = [namesOf(row), places.get(row.partition_id)]
      return names && place ? [toFindingRecord(row, names, place)] : []
    })
  }

  /** Rows without names belong to an integration that was removed after they were read. */
  async #namesOf(
    connection: Queryable,
    rows: readonly ListedFindingRow[],
  ): Promise<(row: ListedFindingRow) => FindingNames | undefined> {
    const integrations = await this.#names.integrationKeys(
      connection,
      rows.map(({ integration_id }) => integration_id),
    )
    const allWords = await this.#words.of(
      connection,
      rows.map(({ words_id }) => words_id),
    )
    return (row) => {
      const [integration, words] = [integrations.get(row.integration_id), allWords.get(row.words_id)]
      return integration === undefined || !words ? undefined : { integration, words }
    }
  }
}
