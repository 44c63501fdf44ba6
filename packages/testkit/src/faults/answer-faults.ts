import type { ConnectorFault } from './connector-fault.ts'
import type { Fault } from './fault.ts'

/** What happens to one page once, and what happens to it every time. */
function onPage(
  what: string,
  name: string,
  fault: Fault,
  options: { readonly slow?: boolean } = {},
): readonly ConnectorFault[] {
  const id = idOf(what)
  const once: ConnectorFault = {
    id,
    name: `page-${name}`,
    title: `${what} is read again`,
    rules: [{ source: 'stream', after: 1, times: 1, fault }],
    outcome: 'complete',
    ...options,
  }
  const everyTime: ConnectorFault = {
    id,
    name: `page-always-${name}`,
    title: `${what} every time is a gap, not an empty list`,
    rules: [{ source: 'stream', after: 1, sticky: true, fault }],
    outcome: 'incomplete',
    ...options,
  }
  return [once, everyTime]
}

/** What happens to one facet, once. */
function onFacet(what: string, name: string, fault: Fault, options: { readonly slow?: boolean } = {}): ConnectorFault {
  return {
    id: idOf(what),
    name: `facet-${name}`,
    title: `${what} is read again`,
    rules: [{ source: 'facet', times: 1, fault }],
    outcome: 'complete',
    ...options,
  }
}

/** The class of fault that a title begins with. */
function idOf(title: string): string {
  return /^\[(F\d\d)\]/.exec(title)?.[1] ?? ''
}

/** Errors of the vendor and of the line. */
export const answerFaults: readonly ConnectorFault[] = [
  ...[500, 502, 503, 504].map(
    (status): ConnectorFault => ({
      id: 'F10',
      name: `page-${status}-twice`,
      title: `[F10] a page answered with ${status} twice is asked for again`,
      rules: [{ source: 'stream', times: 2, fault: { kind: 'status', status } }],
      outcome: 'complete',
    }),
  ),
  {
    id: 'F10',
    name: 'some-answers-503',
    title: '[F10] one answer in ten is a 503',
    rules: [{ share: 0.1, fault: { kind: 'status', status: 503 } }],
    outcome: 'complete',
  },
  {
    id: 'F10',
    name: 'one-item-always-500',
    title: '[F10] one item whose facet always fails does not stop its siblings',
    rules: [{ source: 'facet', sticky: true, fault: { kind: 'status', status: 500 } }],
    outcome: 'incomplete',
  },
  {
    id: 'F11',
    name: 'outage',
    title: '[F11] a vendor that answers 503 from the second page on gets a bounded number of requests',
    rules: [
      { source: 'stream', after: 1, fault: { kind: 'status', status: 503 } },
      { source: 'facet', fault: { kind: 'status', status: 503 } },
    ],
    outcome: 'incomplete',
  },
  {
    id: 'F12',
    name: 'page-reset-before-headers',
    title: '[F12] a page whose connection is reset before an answer is read again',
    rules: [{ source: 'stream', times: 1, fault: { kind: 'reset-before-headers' } }],
    outcome: 'complete',
  },
  ...onPage('[F13] a page whose connection is reset in its body', 'reset-in-body', { kind: 'reset-mid-body' }),
  onFacet('[F13] a facet whose connection is reset in its body', 'reset-in-body', { kind: 'reset-mid-body' }),
  ...onPage('[F14] a page that is shorter than announced', 'cut', { kind: 'cut-body' }),
  ...onPage('[F14] a page that is cut between two chunks', 'cut-between-chunks', { kind: 'cut-chunks' }),
  ...onPage('[F14] a page that is longer than announced', 'longer-than-announced', { kind: 'long-body' }),
  onFacet('[F14] a facet that is shorter than announced', 'cut', { kind: 'cut-body' }),
  ...onPage('[F15] a page whose JSON is truncated', 'truncated', { kind: 'truncated-json' }),
  ...onPage('[F15] a page that is HTML', 'html', { kind: 'html' }),
  ...onPage('[F15] a page that has no body', 'empty', { kind: 'empty-body' }),
  ...onPage('[F15] a page that is null', 'null', { kind: 'null-body' }),
  ...onPage('[F15] a page that has another shape', 'wrong-shape', { kind: 'wrong-shape' }),
  onFacet('[F15] a facet whose JSON is truncated', 'truncated', { kind: 'truncated-json' }),
  {
    id: 'F15',
    name: 'facet-always-wrong-shape',
    title: '[F15] a facet that always has another shape is unknown',
    rules: [{ source: 'facet', fault: { kind: 'wrong-shape' } }],
    outcome: 'incomplete',
  },
  ...onPage('[F16] a page that never comes', 'hanging', { kind: 'hang' }, { slow: true }),
  {
    id: 'F16',
    name: 'page-slow',
    title: '[F16] a page that comes at one byte a second is read again',
    rules: [{ source: 'stream', after: 1, times: 1, fault: { kind: 'slow-body' } }],
    outcome: 'complete',
    slow: true,
  },
  onFacet('[F16] a facet that never comes', 'hanging', { kind: 'hang' }, { slow: true }),
  {
    id: 'F23',
    name: 'sign-in-503',
    title: '[F23] a sign-in answered with 503 is tried again',
    rules: [{ source: 'session', times: 1, fault: { kind: 'status', status: 503 } }],
    outcome: 'complete',
  },
  {
    id: 'F23',
    name: 'sign-in-hanging',
    title: '[F23] a sign-in that is never answered is tried again',
    rules: [{ source: 'session', times: 1, fault: { kind: 'hang' } }],
    outcome: 'complete',
    slow: true,
  },
  {
    id: 'F23',
    name: 'sign-in-refused',
    title: '[F23] a sign-in refused for good fails the scan',
    rules: [{ source: 'session', fault: { kind: 'status', status: 400, body: { error: 'invalid_grant' } } }],
    outcome: 'incomplete',
  },
  {
    id: 'F24',
    name: 'stream-forbidden',
    title: '[F24] a 403 on a listing is a gap, not an empty list',
    rules: [{ source: 'stream', fault: { kind: 'status', status: 403, body: { message: 'Forbidden' } } }],
    outcome: 'incomplete',
    wide: true,
  },
  {
    id: 'F24',
    name: 'stream-not-found',
    title: '[F24] a 404 on a listing is a gap, not an empty list',
    rules: [{ source: 'stream', fault: { kind: 'status', status: 404, body: { message: 'Not Found' } } }],
    outcome: 'incomplete',
    wide: true,
  },
  {
    id: 'F24',
    name: 'facet-forbidden',
    title: '[F24] a 403 on a facet is a gap',
    rules: [{ source: 'facet', fault: { kind: 'status', status: 403, body: { message: 'Forbidden' } } }],
    outcome: 'incomplete',
  },
  {
    id: 'F24',
    name: 'facet-not-found',
    title: '[F24] a 404 on a facet neither passes nor closes a check',
    rules: [{ source: 'facet', fault: { kind: 'status', status: 404, body: { message: 'Not Found' } } }],
    outcome: 'honest',
  },
  {
    id: 'F24',
    name: 'page-conflict',
    title: '[F24] a 409 on a listing is a gap at most',
    rules: [{ source: 'stream', after: 1, sticky: true, fault: { kind: 'status', status: 409 } }],
    outcome: 'incomplete',
  },
  {
    id: 'F29',
    name: 'page-huge',
    title: '[F29] a page of 64 MiB is a gap',
    rules: [{ source: 'stream', after: 1, sticky: true, fault: { kind: 'huge-body' } }],
    outcome: 'incomplete',
  },
  {
    id: 'F29',
    name: 'page-nested-too-deep',
    title: '[F29] a page with 100,000 levels of nesting is a gap',
    rules: [{ source: 'stream', after: 1, sticky: true, fault: { kind: 'deep-nesting' } }],
    outcome: 'incomplete',
  },
  {
    id: 'F30',
    name: 'page-gzip-bomb',
    title: '[F30] a page that unpacks to 1 GiB is a gap',
    rules: [{ source: 'stream', after: 1, sticky: true, fault: { kind: 'compression-bomb' } }],
    outcome: 'incomplete',
  },
  {
    id: 'F30',
    name: 'page-brotli-bomb',
    title: '[F30] a page that unpacks from brotli to 256 MiB is a gap',
    rules: [
      {
        source: 'stream',
        after: 1,
        sticky: true,
        fault: { kind: 'compression-bomb', encoding: 'br', bytes: 256 * 2 ** 20 },
      },
    ],
    outcome: 'incomplete',
  },
  {
    id: 'F31',
    name: 'byte-order-mark',
    title: '[F31] a byte order mark does no harm',
    rules: [{ source: 'stream', fault: { kind: 'byte-order-mark' } }],
    outcome: 'complete',
  },
  {
    id: 'F31',
    name: 'invalid-utf8',
    title: '[F31] bytes that are no UTF-8 are replaced or refused, never fatal',
    rules: [{ source: 'stream', fault: { kind: 'invalid-utf8' } }],
    outcome: 'honest',
  },
  {
    id: 'F31',
    name: 'odd-strings',
    title: '[F31] NUL, lone surrogates, escapes and endless texts change no identity',
    rules: [{ source: 'stream', fault: { kind: 'odd-strings' } }],
    outcome: 'complete',
  },
  {
    id: 'F32',
    name: 'prototype-keys',
    title: '[F32] keys such as __proto__ pollute nothing',
    rules: [{ source: 'stream', fault: { kind: 'prototype-keys' } }],
    outcome: 'complete',
  },
  {
    id: 'F44',
    name: 'unknown-properties',
    title: '[F44] properties that nobody has seen before do no harm',
    rules: [
      { source: 'stream', fault: { kind: 'unknown-properties' } },
      { source: 'facet', fault: { kind: 'unknown-properties' } },
    ],
    outcome: 'complete',
  },
]
