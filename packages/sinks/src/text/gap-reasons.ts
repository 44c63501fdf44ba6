import type { GapReason } from '@opencasb/core'

/** Why something could not be read, as a heading for a person. */
export const gapReasons: Readonly<Record<GapReason, string>> = {
  'permission-missing': 'Permission missing',
  'feature-unavailable': 'Not in the plan, or switched off',
  'auth-kind-unsupported': 'Not readable with this kind of credential',
  'rate-limited': 'Quota used up',
  'provider-error': 'The vendor answered with an error',
  'unexpected-answer': 'The vendor answered something unreadable',
  'connector-error': 'The connector made a mistake',
  'check-error': 'The check itself failed',
  'incomplete-listing': 'The listing was incomplete',
  'sweep-held': 'Waits for your word before closing findings',
  'not-found': 'Not visible to this credential, or gone',
  aborted: 'The scan was stopped first',
  dependency: 'What it depends on could not be read',
}
