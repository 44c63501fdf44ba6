import { z } from 'zod'

/**
 * What customers may configure, by connector. It is a list of what is allowed, because the rest says where servers are
 * (`baseUrl` and `baseUrls`, and the `audience` of tokens): an address that a customer names could lead into the host's own
 * network. What a connector gains later stays closed until it is added here.
 */
const offered: Readonly<Record<string, readonly string[]>> = {
  github: ['organizations'],
  google: ['adminEmail', 'customer', 'sharing'],
  m365: ['tenant', 'cloud', 'sharing'],
  // The My Domain address, which client credentials need, is in `baseUrls`: put it together yourself, from a name that you check.
  salesforce: ['dailyShare'],
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
  .superRefine(({ connector, config }, context) => {
    const allowed = offered[connector] ?? []
    for (const field of Object.keys(config)) {
      if (allowed.includes(field)) continue
      const message = `cannot be chosen here; there are ${allowed.join(', ')}`
      context.addIssue({ code: 'custom', path: ['config', field], message })
    }
  })
