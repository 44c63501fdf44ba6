import { join } from 'node:path'
import { cachedPackage } from './cached-package.ts'

/** The oldest Node that published packages support. */
export const oldestNode = '22.19.0'

/** The newest; the one that the project installs is between them. */
export const newestNode = '26.10.0'

/** Path of a Node of exactly this version, fetched as the npm package `node` where it is not there yet. */
export async function nodeBinary(version: string): Promise<string> {
  const folder = await cachedPackage('node', version)
  return join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
}
