import type { FindingRow, ListedFindingRow } from '@opencasb/store-kit'

/** The cells of a row of a listing, in the order of `listedFindingColumns`. */
export type ListedFindingCells = readonly [
  id: number,
  integrationId: number,
  wordsId: number,
  fingerprint: string,
  state: string,
  severity: number,
  firstSeen: string,
  lastSeen: string,
  unknownSince: string | null,
  assetKind: string,
  assetId: string,
  assetName: string,
  message: string,
  doc: string,
]

/** The cells of a whole row, in the order of `findingColumns`. */
export type FindingCells = readonly [
  ...ListedFindingCells,
  partitionId: number,
  item: string,
  parent: string | null,
  seenRun: string,
  misses: number,
]

/** The row of these cells. Objects that node:sqlite makes are slow to read: a page takes a third less by this detour. */
export function toListedRow(cells: ListedFindingCells | FindingCells): ListedFindingRow {
  return {
    id: cells[0],
    integration_id: cells[1],
    words_id: cells[2],
    fingerprint: cells[3],
    state: cells[4],
    severity: cells[5],
    first_seen: cells[6],
    last_seen: cells[7],
    unknown_since: cells[8],
    asset_kind: cells[9],
    asset_id: cells[10],
    asset_name: cells[11],
    message: cells[12],
    doc: cells[13],
  }
}

/** The whole row of these cells. */
export function toFindingRow(cells: FindingCells): FindingRow {
  return {
    ...toListedRow(cells),
    partition_id: cells[14],
    item: cells[15],
    parent: cells[16],
    seen_run: cells[17],
    misses: cells[18],
  }
}
