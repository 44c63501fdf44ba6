import type { KeyProvider } from './key-provider.ts'
import { keyRing, readRingKey } from './key-ring.ts'
import { readKeyFile } from './read-key-file.ts'

/** What {@link keyFile} takes. */
export interface KeyFileOptions {
  /** Made with `createKeyFile`; a key per line, the newest first. */
  readonly path: string
}

/**
 * Wraps data keys with the first key of a file; the others open what they wrapped before. The file is read at each use,
 * so that a key added for a rotation is known to all processes at once, and none keeps keys in memory.
 *
 * Its uses reject with a `ConfigError` where the file is missing, holds no key, or is open to other users of the machine.
 */
export function keyFile({ path }: KeyFileOptions): KeyProvider {
  return keyRing(async () => {
    const [newest, ...older] = await readKeyFile(path)
    return [readRingKey(newest, path), ...older.map((line) => readRingKey(line, path))]
  }, path)
}
