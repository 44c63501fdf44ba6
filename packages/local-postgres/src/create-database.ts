import { randomBytes } from 'node:crypto'
import pg from 'pg'

/** Makes an empty database on the server and returns its address. */
export async function createDatabase(serverUrl: string, name?: string): Promise<string> {
  const database = name ?? `test_${randomBytes(8).toString('hex')}`
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  try {
    await client.query(`create database ${client.escapeIdentifier(database)}`)
  } finally {
    await client.end()
  }
  const url = new URL(serverUrl)
  url.pathname = `/${encodeURIComponent(database)}`
  return url.href
}
