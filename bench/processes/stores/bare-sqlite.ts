import { DatabaseSync } from 'node:sqlite'

/** Opens a file of the store with the store's settings, those which the file does not keep: what is compared is the work, not how safe it is. */
export function openBare(path: string): DatabaseSync {
  const database = new DatabaseSync(path)
  database.exec(`
    pragma synchronous = normal;
    pragma cache_size = -8192;
    pragma wal_autocheckpoint = 8192;
    pragma secure_delete = on;
  `)
  return database
}

/** The columns of findings, but for the key, which is counted. */
export function findingColumnsOf(database: DatabaseSync): readonly string[] {
  const columns = database.prepare("select name from pragma_table_info('finding') where name <> 'id'").all()
  return columns.map(({ name }) => String(name))
}
