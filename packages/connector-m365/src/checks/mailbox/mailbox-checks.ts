import type { Check } from '@opencasb/core/connector'
import { calendarChecks } from './calendars.ts'
import { inboxRuleChecks } from './inbox-rules.ts'

/** Checks of mailboxes and calendars. */
export const mailboxChecks: readonly Check[] = [...inboxRuleChecks, ...calendarChecks]
