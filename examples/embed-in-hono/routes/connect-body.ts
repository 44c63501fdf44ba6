import { z } from 'zod'

/** What customers may give to a connector. */
interface Offer {
  readonly config: readonly string[]
  /** Ways to sign in. */
  readonly kinds: readonly string[]
}

/**
 * A list of what is allowed, because the rest is not for customers: `baseUrl`, `baseUrls` and `audience` name servers, which
 * could be in the host's own network, and `federated-credential` reads a file of this machine and signs in as what it finds.
 * What a connector gains later stays closed until it is added here.
 */
const offered: Readonly<Record<string, Offer>> = {
  github: { config: ['organizations'], kinds: ['github-app', 'pat-fine-grained', 'pat-classic'] },
  google: { config: ['adminEmail', 'customer', 'sharing'], kinds: ['service-account'] },
  m365: { config: ['tenant', 'cloud', 'sharing'], kinds: ['certificate', 'client-secret'] },
  // The My Domain address, which client credentials need, is in `baseUrls`: put it together yourself, from a name that you check.
  salesforce: { config: ['dailyShare'], kinds: ['jwt-bearer'] },
}

const object = { error: 'must be an object' }
const text = { error: 'must be a text' }

/** What a customer sends to connect something. What the fields hold is checked by the connector's own schemas. */
export const connectBody = z
  .strictObject(
    {
      connector: z.enum(Object.keys(offered), { error: `must be one of ${Object.keys(offered).join(', ')}` }),
      name: z
        .string(text)
        .trim()
        .min(1, 'must not be empty')
        .max(200, 'must have 200 characters at most')
        .exactOptional(),
      config: z.record(z.string(), z.unknown(), object),
      credentials: z.object({ kind: z.string(text) }, object).catchall(z.string(text)),
    },
    {
      error: (issue) =>
        issue.code === 'unrecognized_keys'
          ? 'takes connector, name, config and credentials, and nothing else'
          : object.error,
    },
  )
  .superRefine(({ connector, config, credentials }, context) => {
    const allowed = offered[connector]
    if (!allowed) return
    const refuse = (path: readonly string[], choices: readonly string[]): void => {
      const message = `cannot be chosen here; there are ${choices.join(', ')}`
      context.addIssue({ code: 'custom', path: [...path], message })
    }
    for (const field of Object.keys(config)) {
      if (!allowed.config.includes(field)) refuse(['config', field], allowed.config)
    }
    if (!allowed.kinds.includes(credentials.kind)) refuse(['credentials', 'kind'], allowed.kinds)
  })
