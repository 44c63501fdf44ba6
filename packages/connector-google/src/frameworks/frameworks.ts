import type { Framework } from '@opencasb/core/connector'
import { cisGws } from './cis-gws.ts'
import { scubaGws } from './scuba-gws.ts'

/** The benchmarks that checks refer to. */
export const googleFrameworks: readonly Framework[] = [scubaGws, cisGws]
