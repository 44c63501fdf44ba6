import { fromStoredText, type StoredPlace, toStoredKey, toStoredText, toWholeKey } from '@opencasb/store-kit'
import type { Queryable, Transaction } from './transaction.ts'

/** Names that are remembered at once; a database with more of them looks some up again. */
const mostRemembered = 20_000

/** The ids that stand for a resource and a partition of it. */
export interface PlaceIds {
  readonly resource: number
  readonly partition: number
}

interface NamedId {
  readonly id: number
  readonly name: string
}

/**
 * The integers that stand for integrations, resources and partitions. They are never used twice, so that what is
 * remembered of an integration that another process has removed leads nowhere.
 */
export class NameTable {
  readonly #keys = new Map<number, string>()
  readonly #places = new Map<number, StoredPlace>()
  readonly #ids = new Map<string, PlaceIds>()

  /** The keys of integrations by their ids. */
  async integrationKeys(connection: Queryable, ids: Iterable<number>): Promise<ReadonlyMap<number, string>> {
    return lookedUp(this.#keys, ids, async (unknown) => {
      const sql = 'select id, key as name from {integration} where id = any($1::bigint[])'
      const rows = await connection.rows<NamedId>(sql, [unknown])
      return rows.map(({ id, name }) => [id, fromStoredText(name)])
    })
  }

  /** Where things were read, by the ids of partitions. */
  async places(connection: Queryable, partitionIds: Iterable<number>): Promise<ReadonlyMap<number, StoredPlace>> {
    return lookedUp(this.#places, partitionIds, async (unknown) => {
      const rows = await connection.rows<NamedId & { readonly key: string }>(
        `select p.id, r.name, coalesce(p.whole_key, p.key) as key from {partition} p join {resource} r on r.id = p.resource_id
           where p.id = any($1::bigint[])`,
        [unknown],
      )
      return rows.map(({ id, name, key }) => [id, { resource: fromStoredText(name), partition: fromStoredText(key) }])
    })
  }

  /** The ids of a place, which is made where it is missing. */
  async open(transaction: Transaction, integrationId: number, place: StoredPlace): Promise<PlaceIds> {
    const key = JSON.stringify([integrationId, place.resource, place.partition])
    const known = this.#ids.get(key)
    if (known) return known
    const resource = await nameId(transaction, 'resource', [integrationId], place.resource)
    const ids = {
      resource,
      partition: await nameId(transaction, 'partition', [integrationId, resource], place.partition),
    }
    // What is undone with the transaction was never there.
    transaction.afterCommit(() => remember(this.#ids, key, ids))
    return ids
  }
}

const nameSql = {
  resource: {
    find: 'select id from {resource} where integration_id = $1 and name = $2',
    add: 'insert into {resource}(integration_id, name) values($1, $2) on conflict do nothing returning id',
  },
  partition: {
    find: 'select id from {partition} where integration_id = $1 and resource_id = $2 and key = $3',
    add: `insert into {partition}(integration_id, resource_id, key, whole_key) values($1, $2, $3, $4)
      on conflict do nothing returning id`,
  },
} as const

async function nameId(
  transaction: Transaction,
  table: keyof typeof nameSql,
  owners: readonly number[],
  name: string,
): Promise<number> {
  const isPartition = table === 'partition'
  const values = [...owners, isPartition ? toStoredKey(name) : toStoredText(name)]
  const { find, add } = nameSql[table]
  // Another process may add it between the first question and ours; then it is there at the second.
  for (const sql of [find, add, find]) {
    const given = sql === add && isPartition ? [...values, toWholeKey(name)] : values
    const [row] = await transaction.rows<{ id: number }>(sql, given)
    if (row) return row.id
  }
  throw new Error(`The ${table} could be neither added nor found.`)
}

/** What is remembered of the ids, and the rest from the database. */
async function lookedUp<T>(
  known: Map<number, T>,
  ids: Iterable<number>,
  look: (unknown: readonly number[]) => Promise<readonly (readonly [number, T])[]>,
): Promise<ReadonlyMap<number, T>> {
  const found = new Map<number, T>()
  const unknown = new Set<number>()
  for (const id of ids) {
    const value = known.get(id)
    if (value === undefined) unknown.add(id)
    else found.set(id, value)
  }
  if (unknown.size === 0) return found
  for (const [id, value] of await look([...unknown])) {
    remember(known, id, value)
    found.set(id, value)
  }
  return found
}

function remember<K, V>(map: Map<K, V>, key: K, value: V): void {
  if (map.size >= mostRemembered) map.clear()
  map.set(key, value)
}
