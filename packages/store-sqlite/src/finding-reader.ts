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

/** Turns rows into findings and records. */
export class FindingReader {
  readonly #names: NameTable
  readonly #words: CheckWordsTable

  constructor(names: NameTable, words: CheckWordsTable) {
    this.#names = names
    this.#words = words
  }

  record(row: FindingRow): FindingRecord {
    return toFindingRecord(row, this.#namesOf(row), this.#names.place(row.partition_id))
  }

  finding(row: ListedFindingRow): Finding {
    return toFinding(row, this.#namesOf(row))
  }

  #namesOf(row: ListedFindingRow): FindingNames {
    return { integration: this.#names.integrationKey(row.integration_id), words: this.#words.of(row.words_id) }
  }
}
