import { type Connector, CredentialError, type OpenCasbError, PermissionError } from '@opencasb/core'
import { defineCheck, defineConnector, defineFacet, defineResource, fail, pass } from '@opencasb/core/connector'
import { z } from 'zod'
import type { ConnectorCommand } from '../src/connectors/connector-command.ts'
import { githubCommand } from '../src/connectors/github/github-command.ts'

/** One thing in the small world. */
export interface Box {
  readonly id: string
  readonly name: string
  readonly open: boolean
  readonly labelled: boolean
}

/** What a connector of the small world reads; tests change it between scans. */
export interface SmallWorld {
  boxes: Box[]
  /** Thrown when a scan signs in. */
  refuses?: OpenCasbError
  /** The facet that needs the permission `labels:read` is denied. */
  hidesLabels?: boolean
  /** Called before each page. */
  beforePage?: () => void | Promise<void>
  /** Which tenant tokens reach. @default acme */
  tenant?: { readonly id: string; readonly name: string }
  /** Tokens that were signed in with. */
  readonly tokens: string[]
}

/** Makes a small world and its connector, which answers to the options of GitHub without any network. */
export function smallWorld(boxes: readonly Box[] = defaultBoxes): {
  readonly world: SmallWorld
  readonly command: ConnectorCommand
} {
  const world: SmallWorld = { boxes: [...boxes], tokens: [] }
  return { world, command: githubCommand(connectorOf(world)) }
}

/** One box for each way to fail, and one without fault. */
const defaultBoxes: readonly Box[] = [
  { id: '1', name: 'tools', open: true, labelled: true },
  { id: '2', name: 'paper', open: false, labelled: false },
  { id: '3', name: 'safe', open: false, labelled: true },
]

function connectorOf(world: SmallWorld): Connector {
  const needs = { 'pat-classic': ['boxes:read'], 'pat-fine-grained': ['boxes:read'], 'github-app': ['boxes:read'] }
  const box = defineResource<Box>({
    name: 'github.box',
    needs,
    order: 'stable',
    key: (item) => item.id,
    asset: (item) => ({ kind: 'repository', id: item.id, name: item.name, url: `https://example.com/${item.id}` }),
    async *collect() {
      for (let start = 0; start === 0 || start < world.boxes.length; start += 2) {
        await world.beforePage?.()
        yield { items: world.boxes.slice(start, start + 2), cursor: String(start + 2), total: world.boxes.length }
      }
    },
  })
  const label = defineFacet<Box, boolean>({
    name: 'github.box.label',
    of: box,
    needs: { 'pat-classic': ['boxes:read', 'labels:read'], 'github-app': ['labels:read'] },
    async fetch(item) {
      if (world.hidesLabels) throw new PermissionError('Labels cannot be read.', { missing: ['labels:read'] })
      return item.labelled
    },
  })
  return defineConnector<{ organizations: string[]; baseUrl?: string | undefined }>({
    id: 'github',
    version: '1.0.0',
    title: 'GitHub',
    config: z.strictObject({
      organizations: z.array(z.string().regex(/^[a-z0-9-]+$/i, 'is not the name of an organization')),
      baseUrl: z
        .url({ protocol: /^https?$/, error: 'must be an address such as https://github.example.com/api/v3' })
        .optional(),
    }),
    auth: [
      {
        kind: 'pat-classic',
        title: 'classic token',
        schema: z.strictObject({ token: z.string() }),
        secrets: ['token'],
      },
      {
        kind: 'pat-fine-grained',
        title: 'fine-grained token',
        schema: z.strictObject({ token: z.string() }),
        secrets: ['token'],
      },
      {
        kind: 'github-app',
        title: 'GitHub App',
        schema: z.strictObject({ appId: z.string(), installationId: z.string(), privateKey: z.string() }),
        secrets: ['privateKey'],
      },
    ],
    resources: [box],
    checks: [
      defineCheck({
        id: 'github/box-closed',
        version: 1,
        title: 'Box stands open',
        severity: 'high',
        category: 'misconfiguration',
        risk: 'Anyone who passes can take what is in it.',
        remediation: 'Close the lid.',
        frameworks: { 'cis-boxes': ['1.1'] },
        on: box,
        params: z.object({ maximum: z.number().int().min(0).default(0) }),
        profiles: { relaxed: { maximum: 10 } },
        evaluate: ({ resource }) =>
          resource.open ? fail(`${resource.name} is open`, { evidence: { lid: 'open' } }) : pass(),
      }),
      defineCheck({
        id: 'github/box-labelled',
        version: 1,
        title: 'Box has no label',
        severity: 'low',
        category: 'misconfiguration',
        risk: 'Nobody knows what is in it.',
        remediation: 'Write a label.',
        frameworks: { 'cis-boxes': ['1.2'] },
        on: box,
        with: { label },
        evaluate: ({ resource, label: labelled }) => (labelled ? pass() : fail(`${resource.name} has no label`)),
      }),
    ],
    frameworks: [
      {
        id: 'cis-boxes',
        title: 'Box benchmark',
        version: '1.0',
        url: 'https://example.com/boxes',
        controls: [
          { id: '1.1', title: 'Boxes are closed' },
          { id: '1.2', title: 'Boxes have labels' },
          { id: '2.1', title: 'Nobody drops boxes', manual: 'Nothing records it.' },
        ],
      },
    ],
    interval: { default: 3_600_000, min: 60_000 },
    guide: {
      prerequisites: [],
      plans: 'any',
      auth: {
        'github-app': {
          steps: ['Create an app.'],
          permissions: [
            { permission: 'boxes:read', label: 'Boxes: read-only', reason: 'To see whether boxes are closed.' },
          ],
          url: 'https://example.com/apps/new',
        },
      },
    },
    async open({ credentials }) {
      const { credentials: stored } = await credentials.read()
      for (const value of Object.values(stored.secrets)) world.tokens.push(value.reveal())
      if (world.refuses) throw world.refuses
      const { tenant = { id: 't1', name: 'acme' } } = world
      return { tenant, granted: 'unknown', features: 'unknown', async close() {} }
    },
  })
}

/** What a vendor says to a token that it does not know. */
export function refusedToken(): CredentialError {
  return new CredentialError('GitHub does not accept the token (401). Create a new one and set it again.')
}
