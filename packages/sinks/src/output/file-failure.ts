import { SinkError } from '@opencasb/core'

interface Cause {
  readonly text: string
  readonly remedy: string
  readonly retryable: boolean
}

const causes: ReadonlyMap<string, Cause> = new Map<string, Cause>([
  ['ENOSPC', { text: 'the disk is full', remedy: 'Free some space or choose another place.', retryable: true }],
  ['EDQUOT', { text: 'the disk quota is used up', remedy: 'Free some space or raise the quota.', retryable: true }],
  ['EROFS', { text: 'the file system is read-only', remedy: 'Choose another place.', retryable: false }],
  ['EACCES', { text: 'permission denied', remedy: 'Allow writing there or choose another place.', retryable: false }],
  ['EPERM', { text: 'permission denied', remedy: 'Allow writing there or choose another place.', retryable: false }],
  ['ENOENT', { text: 'the folder does not exist', remedy: 'Create it or choose another place.', retryable: false }],
  ['ENOTDIR', { text: 'a part of the path is not a folder', remedy: 'Correct the path.', retryable: false }],
  ['EISDIR', { text: 'it is a folder', remedy: 'Name a file in it.', retryable: false }],
  ['ENAMETOOLONG', { text: 'the path is too long', remedy: 'Choose a shorter one.', retryable: false }],
  ['EMFILE', { text: 'too many files are open', remedy: 'Raise the limit of open files.', retryable: true }],
  ['ENFILE', { text: 'too many files are open', remedy: 'Raise the limit of open files.', retryable: true }],
  ['EFBIG', { text: 'the file is larger than the system allows', remedy: 'Raise the limit.', retryable: false }],
  ['EBUSY', { text: 'it is in use', remedy: 'Close what uses it.', retryable: true }],
  ['EPIPE', { text: 'whoever read it has gone away', remedy: 'Keep the reader running.', retryable: false }],
  ['EIO', { text: 'the device failed', remedy: 'Check the disk.', retryable: true }],
])

/** Turns what the operating system said into one sentence with a remedy. */
export function fileFailure(sink: string, place: string, error: unknown): SinkError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined
  const cause = causes.get(code ?? '')
  const text = cause?.text ?? code ?? (error instanceof Error ? error.message : String(error))
  const remedy = cause === undefined ? '' : ` ${cause.remedy}`
  return new SinkError(`Cannot write ${sink} to ${place}: ${text}.${remedy}`, {
    sink,
    cause: error,
    retryable: cause?.retryable ?? false,
  })
}
