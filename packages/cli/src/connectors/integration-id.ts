import { createHash } from 'node:crypto'

const longest = 100

/**
 * Names an integration after what it reaches, so that the next scan of the same organisations at the same server goes
 * on from this one, whatever the order and the case they are written in.
 * @example integrationId('github', ['Acme', 'beta'], undefined) // 'github:acme+beta'
 */
export function integrationId(connector: string, tenants: readonly string[], server: string | undefined): string {
  const names = [...new Set(tenants.map((tenant) => tenant.toLowerCase()))].sort().join('+')
  const place =
    server === undefined
      ? ''
      : `@${server
          .toLowerCase()
          .replace(/^https?:\/\//, '')
          .replace(/\/+$/, '')}`
  const id = `${connector}:${names}${place}`
  if (id.length <= longest) return id
  return `${id.slice(0, longest - 17)}~${createHash('sha256').update(id).digest('hex').slice(0, 16)}`
}
