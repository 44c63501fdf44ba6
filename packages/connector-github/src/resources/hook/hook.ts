import { z } from 'zod'

/** A webhook of an organisation or a repository. */
export interface Hook {
  readonly id: string
  readonly active: boolean
  readonly events: readonly string[]
  /** Where it sends to: scheme and host. The rest of such URLs is often a secret. */
  readonly target: string
  readonly encrypted: boolean
  /** Certificates of the receiver are checked. */
  readonly verifiesCertificate: boolean
  /** Deliveries are signed with a secret. */
  readonly hasSecret: boolean
}

/** Accepts a webhook. GitHub shows a secret as asterisks, and leaves it out where there is none. */
export const hookSchema: z.ZodType<Hook> = z
  .object({
    id: z.number(),
    active: z.boolean(),
    events: z.array(z.string()),
    config: z.object({
      url: z.string().optional(),
      insecure_ssl: z.union([z.string(), z.number()]).optional(),
      secret: z.string().optional(),
    }),
  })
  .transform(({ id, active, events, config }) => ({
    id: String(id),
    active,
    events,
    target: targetOf(config.url),
    encrypted: config.url?.toLowerCase().startsWith('https://') ?? false,
    verifiesCertificate: String(config.insecure_ssl ?? '0') === '0',
    hasSecret: (config.secret ?? '') !== '',
  }))

/** Paths and queries of webhook URLs often are the credential of the receiver, so they are not kept. */
function targetOf(url: string | undefined): string {
  if (url === undefined || !URL.canParse(url)) return 'an address that cannot be read'
  const { protocol, host } = new URL(url)
  return `${protocol}//${host}`
}
