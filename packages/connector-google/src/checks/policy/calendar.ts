import type { Check } from '@opencasb/core/connector'
import { choiceIs, defineSettingCheck, switchIs } from './define-setting-check.ts'

const calendar = 'In the Admin console, open Apps, Google Workspace, Calendar'
// Two names are published for "no sharing at all".
const narrow = ['EXTERNAL_FREE_BUSY_ONLY', 'EXTERNAL_SHARING_DISALLOWED', 'EXTERNAL_NO_FREE_BUSY']
const wide = ['EXTERNAL_ALL_INFO_READ_ONLY', 'EXTERNAL_ALL_INFO_READ_WRITE', 'EXTERNAL_ALL_INFO_READ_WRITE_MANAGE']

/** Checks of Calendar's settings. */
export const calendarChecks: readonly Check[] = [
  defineSettingCheck({
    id: 'google/primary-calendars-share-free-busy-only',
    setting: 'calendar.primary_calendar_max_allowed_external_sharing',
    severity: 'medium',
    title: 'Users may show their events to everybody',
    finding: 'Details of primary calendars may be shared outside of the organisation',
    risk: 'Titles and guests of meetings tell strangers who negotiates with whom, where people are, and how to pretend to be one of them.',
    remediation: `${calendar}, "Sharing settings", "External sharing options for primary calendars", and choose "Only free/busy information (hide event details)".`,
    frameworks: { 'scuba-gws': ['GWS.CALENDAR.1.1'], 'cis-gws': ['3.1.1.1.1'] },
    compliant: choiceIs('maxAllowedExternalSharing', narrow, wide),
  }),
  defineSettingCheck({
    id: 'google/secondary-calendars-share-free-busy-only',
    setting: 'calendar.secondary_calendar_max_allowed_external_sharing',
    severity: 'medium',
    title: 'Calendars of teams and projects may be shown to everybody',
    finding: 'Details of secondary calendars may be shared outside of the organisation',
    risk: 'Project and team calendars hold the plans of many people, and stay shared after whoever shared them has left.',
    remediation: `${calendar}, "General settings", "External sharing options for secondary calendars", and choose "Only free/busy information (hide event details)".`,
    frameworks: { 'scuba-gws': ['GWS.CALENDAR.1.2'], 'cis-gws': ['3.1.1.2.1'] },
    compliant: choiceIs('maxAllowedExternalSharing', narrow, wide),
  }),
  defineSettingCheck({
    id: 'google/calendar-warns-of-external-guests',
    setting: 'calendar.external_invitations',
    severity: 'low',
    title: 'Users are not warned when they invite strangers',
    finding: 'Users are not warned when they invite guests from outside',
    risk: 'A guest with a similar name gets the agenda, the files and the link to the call.',
    remediation: `${calendar}, "Sharing settings", "External invitations", and tick "Warn users when inviting guests outside of the domain".`,
    frameworks: { 'scuba-gws': ['GWS.CALENDAR.2.1'], 'cis-gws': ['3.1.1.1.3'] },
    compliant: switchIs('warnOnInvite', true),
  }),
  defineSettingCheck({
    id: 'google/calendar-interop-off',
    setting: 'calendar.interoperability',
    severity: 'low',
    title: 'Calendar is joined to Exchange',
    finding: 'Calendar interop is on',
    risk: 'The other side sees when people are busy, and an Exchange server and an account to reach it must be kept safe as well.',
    remediation: `${calendar}, "Calendar Interop management", "Exchange availability in Calendar", and untick "Enable Interoperability for Calendar" unless it is needed.`,
    frameworks: { 'scuba-gws': ['GWS.CALENDAR.3.1'] },
    compliant: switchIs('enableInteroperability', false),
  }),
  defineSettingCheck({
    id: 'google/calendar-offline-off',
    setting: 'calendar.calendar_offline_access',
    severity: 'low',
    title: 'Calendars are kept on computers',
    finding: 'Calendar may be used offline',
    risk: 'A copy of the calendar lies on every computer that somebody used, shared and private ones included.',
    remediation: `${calendar}, "Advanced settings", "Calendar web offline", and untick "Allow using Calendar on the web when offline".`,
    frameworks: { 'cis-gws': ['3.1.1.3.1'] },
    compliant: switchIs('enableOfflineAccess', false),
  }),
  defineSettingCheck({
    id: 'google/calendar-paid-appointments-off',
    setting: 'calendar.appointment_schedules',
    severity: 'low',
    title: 'Users may take payments for appointments',
    finding: 'Users may ask for payment for appointments',
    risk: 'Money of customers goes to accounts that nobody in charge knows, under the name of the organisation.',
    remediation: `${calendar}, "Advanced settings", "Appointment schedules with payments", and untick "Allow users to require payments for booked appointments".`,
    frameworks: { 'scuba-gws': ['GWS.CALENDAR.4.1'] },
    compliant: switchIs('enablePayments', false),
  }),
]
