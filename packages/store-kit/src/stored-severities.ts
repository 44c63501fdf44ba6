import type { Severity } from '@opencasb/core'

/** Severities as they are stored: smaller is more urgent. Their places must never change. */
export const storedSeverities: readonly Severity[] = ['critical', 'high', 'medium', 'low']
