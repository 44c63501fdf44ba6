import type { Framework } from '@opencasb/core/connector'
import { cisM365 } from './cis-m365.ts'
import { scubaM365 } from './scuba-m365.ts'

/** Benchmarks that the checks of Microsoft 365 refer to. */
export const m365Frameworks: readonly Framework[] = [scubaM365, cisM365]
