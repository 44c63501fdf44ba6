import type { Database } from './database.ts'
import { fromStoredText, toStoredText } from './stored-text.ts'

/** Names that are remembered at once; a database with more partitions looks some of them up again. */
const mostRemembered = 20_000

/** Where a finding or an asset was read. */
export interface Place {
  readonly resource: string
  readonly partition: string
}

/**
 * The integers that stand for integrations, resources and partitions. They are never used twice, so that what is
 * remembered of an integration that another process has removed leads nowhere.
 */
export class NameTable {
  readonly #database: Database
  readonly #keys = new Map<number, string>()
  readonly #places = new Map<number, Place>()
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
    return this.#find('select id from resource where integration_id = ? and name = ?', 'resource', integrationId, name)
  }

  openResource(integrationId: number, name: string): number {
    return (
      this.resourceId(integrationId, name) ??
      this.#add('insert into resource(integration_id, name) values(?, ?) returning id', 'resource', integrationId, name)
    )
  }

  partitionId(resourceId: number, key: string): number | undefined {
    return this.#find('select id from partition where resource_id = ? and key = ?', 'partition', resourceId, key)
  }

  openPartition(resourceId: number, key: string): number {
    return (
      this.partitionId(resourceId, key) ??
      this.#add('insert into partition(resource_id, key) values(?, ?) returning id', 'partition', resourceId, key)
    )
  }

  place(partitionId: number): Place {
    const known = this.#places.get(partitionId)
    if (known) return known
    const row = this.#database.get<{ name: string; key: string }>(
      'select name, key from partition join resource on resource.id = resource_id where partition.id = ?',
      partitionId,
    )
    const place = { resource: fromStoredText(row?.name ?? ''), partition: fromStoredText(row?.key ?? '') }
    if (row) remember(this.#places, partitionId, place)
    return place
  }

  #find(sql: string, table: string, owner: number, name: string): number | undefined {
    const key = `${table} ${owner} ${name}`
    const known = this.#ids.get(key)
    if (known !== undefined) return known
    const id = this.#database.get<{ id: number }>(sql, owner, toStoredText(name))?.id
    if (id !== undefined) remember(this.#ids, key, id)
    return id
  }

  #add(sql: string, table: string, owner: number, name: string): number {
    const id = this.#database.get<{ id: number }>(sql, owner, toStoredText(name))?.id ?? 0
    remember(this.#ids, `${table} ${owner} ${name}`, id)
    return id
  }
}

function remember<K, V>(map: Map<K, V>, key: K, value: V): void {
  if (map.size >= mostRemembered) map.clear()
  map.set(key, value)
}
