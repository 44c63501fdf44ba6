import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../workspace.ts'

const variable = 'OPENCASB_VENDOR_DESCRIPTIONS'

/**
 * Where the vendors' API descriptions are: in the folder that `OPENCASB_VENDOR_DESCRIPTIONS` names, otherwise in
 * `shared/specs` beside the checkout. They are not part of the repository, as most come without a package.
 * @throws Error if the variable names a folder that is not there: then the validation is meant to happen
 */
export function descriptionsFolder(): string | undefined {
  const named = process.env[variable]
  if (named) {
    if (!existsSync(named)) throw new Error(`${variable} names ${named}, which is not there`)
    return named
  }
  const beside = join(root, '..', 'shared', 'specs')
  return existsSync(beside) ? beside : undefined
}

/** What a test says that cannot validate. */
export const leftOut = `was left out: there are no vendor descriptions here (${variable})`

/** Reads one description; undefined where it is not there. */
export function readDescription<T>(folder: string | undefined, path: string): T | undefined {
  if (folder === undefined) return undefined
  const file = join(folder, path)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T) : undefined
}
