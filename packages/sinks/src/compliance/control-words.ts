import type { ControlStatus } from '@opencasb/core'

/** How the answers to controls are called. */
export const controlWords: Readonly<Record<ControlStatus, string>> = {
  fail: 'fails',
  unknown: 'unknown',
  pass: 'passes',
  'not-applicable': 'does not apply',
  'not-covered': 'not covered',
}
