import { fromStoredText, type StoredPlace, toStoredKey, toStoredText, toWholeKey } from '@opencasb/store-kit'
import type { Database } from './database.ts'

/** Names that are remembered at once; a database with more partitions looks some of them up again. */
const mostRemembered = 20_000

/**
 * The integers that stand for integrations, resources and partitions. They are never used twice, so that what is
 * remembered of an integration that another process has removed leads nowhere.
 */
export class NameTable {
  readonly #database: Database
  readonly #keys = new Map<number, string>()
  readonly #places = new Map<number, StoredPlace>()
  readonly #ids = new Map<string, number>()

  constructor(database: Database) {
    this.#database = database
    database.onRollback(() => this.#ids.clear())
  }

  /** Asked each time: another process may have removed it. */
  integrationId(key: string): number | undefined {
    return this.#database.get<{ id: number }>('select id from integration where key = ?', toStoredText(key))?.id
  }

  integrationKey(id: number): string {
    const known = this.#keys.get(id)
    if (known !== undefined) return known
    const row = this.#database.get<{ key: string }>('select key from integration where id = ?', id)
    const key = fromStoredText(row?.key ?? '')
    if (row) remember(this.#keys, id, key)
    return key
  }

  resourceId(integrationId: number, name: string): number | undefined {
    return this.#find(
      'select id from resource where integration_id = ? and name = ?',
      [integrationId],
      toStoredText(name),
    )
  }

  openResource(integrationId: number, name: string): number {
    return (
      this.resourceId(integrationId, name) ??
      this.#add(
        'insert into resource(integration_id, name) values(?, ?) returning id',
        [integrationId],
        toStoredText(name),
      )
    )
  }

  partitionId(integrationId: number, resource: string, key: string): number | undefined {
    const resourceId = this.resourceId(integrationId, resource)
    return resourceId && this.#partitionId([integrationId, resourceId], key)
  }

  openPartition(integrationId: number, resource: string, key: string): number {
    const owners = [integrationId, this.openResource(integrationId, resource)]
    const sql = 'insert into partition(integration_id, resource_id, key, whole_key) values(?, ?, ?, ?) returning id'
    return this.#partitionId(owners, key) ?? this.#add(sql, owners, toStoredKey(key), toWholeKey(key))
  }

  place(partitionId: number): StoredPlace {
    const known = this.#places.get(partitionId)
    if (known) return known
    const row = this.#database.get<{ name: string; key: string }>(
      'select name, coalesce(whole_key, key) as key from partition join resource on resource.id = resource_id where partition.id = ?',
      partitionId,
    )
    const place = { resource: fromStoredText(row?.name ?? ''), partition: fromStoredText(row?.key ?? '') }
    if (row) remember(this.#places, partitionId, place)
    return place
  }

  #partitionId(owners: readonly number[], key: string): number | undefined {
    return this.#find(
      'select id from partition where integration_id = ? and resource_id = ? and key = ?',
      owners,
      toStoredKey(key),
    )
  }

  #find(sql: string, owners: readonly number[], name: string): number | undefined {
    const key = `${owners.join(' ')}/${name}`
    const known = this.#ids.get(key)
    if (known !== undefined) return known
    const id = this.#database.get<{ id: number }>(sql, ...owners, name)?.id
    if (id !== undefined) remember(this.#ids, key, id)
    return id
  }

  #add(sql: string, owners: readonly number[], name: string, ...rest: readonly (string | null)[]): number {
    const id = this.#database.get<{ id: number }>(sql, ...owners, name, ...rest)?.id ?? 0
    remember(this.#ids, `${owners.join(' ')}/${name}`, id)
    return id
  }
}

function remember<K, V>(map: Map<K, V>, key: K, value: V): void {
  if (map.size >= mostRemembered) map.clear()
  map.set(key, value)
}
