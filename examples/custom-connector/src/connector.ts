import { createNodeTransport } from '@opencasb/connector-kit/node'
import { type Connector, defineConnector, type OpenContext } from '@opencasb/core/connector'
import { z } from 'zod'
import { acmeNotesAuth } from './auth.ts'
import { adminCount } from './checks/admin-count.ts'
import { memberTwoFactor } from './checks/member-two-factor.ts'
import { notebookPublicLink } from './checks/notebook-public-link.ts'
import { createAcmeNotesClient } from './client.ts'
import { type AcmeNotesConfig, acmeNotesConfig } from './config.ts'
import { acmeNotesGuide } from './guide.ts'
import { member } from './resources/member.ts'
import { notebook } from './resources/notebook.ts'
import type { AcmeNotesSession } from './session.ts'

const minute = 60_000

const workspace = z.object({
  id: z.string().min(1),
  name: z.string(),
  url: z.string(),
  /** What the credential may read. */
  scopes: z.array(z.string()),
})

/** Reads an Acme Notes workspace: its members, and its notebooks with how they are shared. */
export function acmeNotes(): Connector<AcmeNotesConfig> {
  return defineConnector({
    id: 'acme-notes',
    version: '1.0.0',
    title: 'Acme Notes',
    config: acmeNotesConfig,
    auth: acmeNotesAuth,
    resources: [member, notebook],
    checks: [memberTwoFactor, adminCount, notebookPublicLink],
    interval: { default: 60 * minute, min: 5 * minute },
    guide: acmeNotesGuide,
    open,
  })
}

/** Signs in by asking which workspace the credential belongs to, and what it may read. */
async function open(context: OpenContext<AcmeNotesConfig>): Promise<AcmeNotesSession> {
  const { credentials } = await context.credentials.read(context.signal)
  const transport = context.transport ?? createNodeTransport()
  // A transport of the host's is the host's to close.
  const close = async (): Promise<void> => {
    if (!context.transport) await transport.close()
  }
  try {
    const client = createAcmeNotesClient(context, transport, credentials)
    const { data } = await client.get('/v1/workspace', { schema: workspace, signal: context.signal })
    const { id, name, url, scopes } = data
    return { client, tenant: { id, name, url }, granted: new Set(scopes), features: 'unknown', close }
  } catch (error) {
    await close()
    throw error
  }
}
