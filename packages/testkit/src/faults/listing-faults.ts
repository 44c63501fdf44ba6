import type { ConnectorFault } from './connector-fault.ts'

const metadataAddress = 'http://169.254.169.254/latest/meta-data/'

/** Listings that go in circles, repeat themselves or lead elsewhere. */
export const listingFaults: readonly ConnectorFault[] = [
  {
    id: 'F17',
    name: 'next-is-same-page',
    title: '[F17] a page that names itself as the next one ends the listing as incomplete',
    rules: [{ source: 'stream', after: 1, sticky: true, fault: { kind: 'self-link' } }],
    outcome: 'incomplete',
  },
  {
    id: 'F17',
    name: 'pages-in-a-circle',
    title: '[F17] two pages that name each other end the listing as incomplete',
    rules: [{ source: 'stream', after: 2, sticky: true, fault: { kind: 'cycle' } }],
    outcome: 'incomplete',
  },
  {
    id: 'F17',
    name: 'endless-pages',
    title: '[F17] a listing that never ends is given up',
    rules: [{ source: 'stream', after: 1, times: 1, fault: { kind: 'endless-pages' } }],
    outcome: 'incomplete',
  },
  {
    id: 'F18',
    name: 'repeated-page',
    title: '[F18] a page that comes twice counts once',
    rules: [{ source: 'stream', times: 1, fault: { kind: 'repeated-page' } }],
    outcome: 'honest',
  },
  {
    id: 'F18',
    name: 'duplicate-items',
    title: '[F18] items that come twice on a page count once',
    rules: [{ source: 'stream', fault: { kind: 'duplicate-items' } }],
    outcome: 'honest',
  },
  {
    id: 'F20',
    name: 'empty-page-in-the-middle',
    title: '[F20] an empty page with a next one does not end the listing',
    rules: [{ source: 'stream', times: 1, fault: { kind: 'empty-page' } }],
    outcome: 'complete',
  },
  {
    id: 'F27',
    name: 'foreign-next-link',
    title: '[F27] a next link to another origin is not followed',
    rules: [{ source: 'stream', after: 1, sticky: true, fault: { kind: 'foreign-link' } }],
    outcome: 'incomplete',
  },
  {
    id: 'F27',
    name: 'next-link-to-metadata-address',
    title: '[F27] a next link to a cloud metadata address is not followed',
    rules: [{ source: 'stream', after: 1, sticky: true, fault: { kind: 'foreign-link', url: metadataAddress } }],
    outcome: 'incomplete',
  },
  {
    id: 'F27',
    name: 'next-link-to-file',
    title: '[F27] a next link to a file is not followed',
    rules: [{ source: 'stream', after: 1, sticky: true, fault: { kind: 'foreign-link', url: 'file:///etc/hosts' } }],
    outcome: 'incomplete',
  },
  {
    id: 'F27',
    name: 'foreign-redirect-of-page',
    title: '[F27] a page redirected to another origin is not followed',
    rules: [{ source: 'stream', after: 1, sticky: true, fault: { kind: 'foreign-redirect' } }],
    outcome: 'incomplete',
  },
  {
    id: 'F27',
    name: 'permanent-foreign-redirect-of-page',
    title: '[F27] a page redirected to another origin with 308, which keeps method and body, is not followed',
    rules: [{ source: 'stream', after: 1, sticky: true, fault: { kind: 'foreign-redirect', status: 308 } }],
    outcome: 'incomplete',
  },
  {
    id: 'F27',
    name: 'foreign-redirect-of-facet',
    title: '[F27] a facet redirected to another origin is not followed',
    rules: [{ source: 'facet', fault: { kind: 'foreign-redirect' } }],
    outcome: 'incomplete',
  },
  {
    id: 'F27',
    name: 'foreign-redirect-of-sign-in',
    title: '[F27] a sign-in redirected to another origin is not followed',
    rules: [{ source: 'session', fault: { kind: 'foreign-redirect', status: 307 } }],
    outcome: 'incomplete',
  },
]
