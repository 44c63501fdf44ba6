/** One fault that a scanner must survive. */
export interface Fault {
  readonly id: string
  /** What goes wrong. */
  readonly happens: string
  /** What must still hold. */
  readonly holds: string
  /** Why it cannot happen here, where no test is needed. */
  readonly outside?: string
}

function fault(id: string, happens: string, holds: string, outside?: string): Fault {
  return { id, happens, holds, ...(outside && { outside }) }
}

/** The faults that the tests name in their titles. */
export const faults: readonly Fault[] = [
  fault(
    'F01',
    'Too many requests, with the wait in seconds',
    'That quota is left alone until the wait is over; nothing is lost',
  ),
  fault(
    'F02',
    'Too many requests, with the wait as a date, own clock wrong',
    'The wait is measured by the server’s clock',
  ),
  fault(
    'F03',
    'Too many requests, with no wait or a nonsensical one',
    'Waits grow with jitter up to a cap; beyond it the scan is deferred',
  ),
  fault(
    'F04',
    'GitHub’s secondary limit',
    'All requests of the credential stop together, a minute at least, longer each time',
  ),
  fault(
    'F05',
    'The hourly quota is used up',
    'One stop for all; at most the requests in flight are refused; a long wait defers the scan',
  ),
  fault(
    'F06',
    'GraphQL answers 200 with errors inside',
    'Limits are waited for, denials become gaps, time-outs halve the page',
  ),
  fault('F07', 'A quota refusal that looks like a denial', 'Recognised as a quota and retried'),
  fault('F08', 'A refused part inside an accepted batch', 'Only that part is repeated'),
  fault('F09', 'A daily allowance comes near its end', 'The scan stops cleanly before it, with a checkpoint'),
  fault(
    'F10',
    'Server errors: once, at random, for ever on one object',
    'Few retries; one bad object does not stop its neighbours and is reported',
  ),
  fault('F11', 'A full outage', 'Requests stay few while it lasts; the scan goes on after it'),
  fault('F12', 'Connection refused, no such host, reset before an answer', 'Retried'),
  fault('F13', 'Connection reset inside a body', 'Retried; never taken for an empty list'),
  fault('F14', 'A body shorter or longer than announced', 'An error, retried'),
  fault(
    'F15',
    'Success with cut JSON, HTML, nothing, or another shape',
    'Retried, then a gap; shapes are checked at the border',
  ),
  fault('F16', 'No answer, slow headers, a trickle of bytes', 'Each has a time limit of its own; retried'),
  fault('F17', 'Next links in a circle or without end', 'Found by what was seen before; the listing is incomplete'),
  fault(
    'F18',
    'A page twice, items that move between pages',
    'Items count once; totals are compared where the vendor gives one',
  ),
  fault('F19', 'An expired cursor', 'That stream is read anew in full; nothing closes before it is complete'),
  fault('F20', 'An empty page in the middle', 'Reading goes on'),
  fault('F21', 'The token expires while a scan runs', 'One refresh serves all who wait'),
  fault('F22', 'The token is revoked', 'Three refusals at most, then the scan fails; findings stay as they are'),
  fault('F23', 'Refreshing the token fails', 'A revoked grant and a passing fault are told apart'),
  fault(
    'F24',
    'One route or one object is denied or hidden',
    'A denied route is a gap; an object is gone only if its list lacks it too',
  ),
  fault('F25', 'A permission was taken away since the last scan', 'Findings become unknown, none is resolved'),
  fault('F26', 'The plan, edition or server version lacks a feature', 'Told apart from a missing permission'),
  fault(
    'F27',
    'A next link, redirect or download that leads to another host',
    'Refused; the credential never leaves its origin',
  ),
  fault(
    'F28',
    'Host names that resolve to inner addresses, odd spellings of addresses',
    'Refused',
    'Only the host that the configuration names is contacted; nothing here sends to addresses that others choose',
  ),
  fault(
    'F29',
    'Huge objects, endless lists, deep nesting',
    'Bytes are limited per answer, memory stays flat, the item is reported',
  ),
  fault('F30', 'Compression bombs', 'Limits on ratio, bytes and entries'),
  fault(
    'F31',
    'Broken Unicode, very long or deceptive names',
    'Kept or replaced in one way; ids are stable; outputs do not break',
  ),
  fault('F32', 'Keys such as `__proto__`, keys twice', 'Nothing is polluted'),
  fault('F33', 'Names that are paths, formulas, markup or terminal codes', 'Every output escapes them'),
  fault('F34', 'Input made to slow patterns down', 'Matching takes linear time'),
  fault('F35', 'A secret in a URL, header, body or error', 'Redacted in logs, errors, events and findings'),
  fault('F36', 'Line breaks in display names', 'One record per event, control characters escaped'),
  fault('F37', 'The clock jumps, resets arrive in other units', 'Waits use a clock that only moves forward'),
  fault(
    'F38',
    'The process is killed at any point',
    'The next run goes on; at most one page per stream is read twice; the end state is the same',
  ),
  fault(
    'F39',
    'The database is full, read-only, slow or gone',
    'Nothing counts as done that was not written; cursor and data are one transaction',
  ),
  fault('F40', 'Two processes scan the same tenant', 'One scan; the other writes nothing'),
  fault('F41', 'A process wakes up after it lost its lease', 'Its writes are refused'),
  fault('F42', 'A check throws or returns nonsense', 'Only that check is marked'),
  fault(
    'F43',
    'Half of the items change while they are read',
    'One consistent observation per item, within a stated time',
  ),
  fault('F44', 'The vendor adds or removes fields and values', 'What is unknown stays unknown, never secure'),
  fault('F45', 'The host aborts at any moment', 'Over within a second, checkpoint kept, nothing left open'),
  fault(
    'F46',
    'Notifications lost, doubled, out of order or forged',
    'Signatures are checked, handling is idempotent, a full scan repairs',
    'Nothing here takes notifications; every scan asks the vendor',
  ),
  fault('F47', 'A hundred tenants, one of them throttled', 'The others do not notice'),
  fault('F48', 'A day of scans in one process', 'Memory, sockets and timers do not grow'),
]
