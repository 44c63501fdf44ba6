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
