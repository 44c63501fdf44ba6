import type { ConnectorFault } from './connector-fault.ts'

const second = 1_000
const hour = 3_600 * second

const inSeconds = (seconds: number) => (now: number) => new Date(now + seconds * second).toUTCString()

/** Quotas that every HTTP vendor refuses in one of these ways. */
export const limitFaults: readonly ConnectorFault[] = [
  {
    id: 'F01',
    name: 'throttled-with-seconds',
    title: '[F01] a 429 with seconds in Retry-After is waited for',
    rules: [{ source: 'stream', times: 1, fault: { kind: 'status', status: 429, headers: { 'retry-after': '7' } } }],
    outcome: 'complete',
    waitsMs: 7 * second,
  },
  {
    id: 'F01',
    name: 'facet-throttled-with-seconds',
    title: '[F01] a 429 on a facet is waited for',
    rules: [{ source: 'facet', times: 2, fault: { kind: 'status', status: 429, headers: { 'retry-after': '2' } } }],
    outcome: 'complete',
  },
  {
    id: 'F02',
    name: 'throttled-with-date',
    title: '[F02] a 429 with a date in Retry-After is waited for',
    rules: [
      { source: 'stream', times: 1, fault: { kind: 'status', status: 429, headers: { 'retry-after': inSeconds(9) } } },
    ],
    outcome: 'complete',
    waitsMs: 7 * second,
  },
  {
    id: 'F02',
    name: 'throttled-with-date-host-ahead',
    title: '[F02] a 429 with a date is waited for by a host whose clock runs an hour ahead',
    rules: [
      { source: 'stream', times: 1, fault: { kind: 'status', status: 429, headers: { 'retry-after': inSeconds(9) } } },
    ],
    outcome: 'complete',
    hostAheadMs: hour,
    waitsMs: 7 * second,
  },
  {
    id: 'F02',
    name: 'throttled-with-date-host-behind',
    title: '[F02] a 429 with a date is waited for by a host whose clock runs an hour behind',
    rules: [
      { source: 'stream', times: 1, fault: { kind: 'status', status: 429, headers: { 'retry-after': inSeconds(9) } } },
    ],
    outcome: 'complete',
    hostAheadMs: -hour,
    waitsMs: 7 * second,
  },
  {
    id: 'F03',
    name: 'throttled-without-time',
    title: '[F03] a 429 that names no time is waited for, longer each time',
    rules: [{ source: 'stream', times: 3, fault: { kind: 'status', status: 429 } }],
    outcome: 'complete',
  },
  ...['-5', '', 'soon'].map(
    (value, index): ConnectorFault => ({
      id: 'F03',
      name: `throttled-with-nonsense-${index + 1}`,
      title: `[F03] a Retry-After of "${value}" does no harm`,
      rules: [
        { source: 'stream', times: 1, fault: { kind: 'status', status: 429, headers: { 'retry-after': value } } },
      ],
      outcome: 'complete',
    }),
  ),
  {
    id: 'F03',
    name: 'throttled-for-decades',
    title: '[F03] a Retry-After of 1,000,000,000 seconds is not slept through',
    rules: [{ source: 'stream', fault: { kind: 'status', status: 429, headers: { 'retry-after': '1000000000' } } }],
    outcome: 'incomplete',
  },
  {
    id: 'F05',
    name: 'quota-used-up-for-long',
    title: '[F05] a 429 that lasts longer than a scan may wait ends the scan in order',
    rules: [{ source: 'stream', after: 1, fault: { kind: 'status', status: 429, headers: { 'retry-after': '7200' } } }],
    outcome: 'incomplete',
  },
  {
    id: 'F37',
    name: 'host-ahead',
    title: '[F37] a host whose clock runs an hour ahead reads everything',
    rules: [{ source: 'stream', times: 1, fault: { kind: 'status', status: 503 } }],
    outcome: 'complete',
    hostAheadMs: hour,
  },
  {
    id: 'F37',
    name: 'vendor-date-skewed',
    title: '[F37] answers dated an hour off do no harm',
    rules: [{ fault: { kind: 'date', skewMs: -hour } }],
    outcome: 'complete',
  },
]
