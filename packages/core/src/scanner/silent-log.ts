import type { Log } from '../contract/resource.ts'

/** Says nothing. */
export const silentLog: Log = { debug: () => undefined, warn: () => undefined }
