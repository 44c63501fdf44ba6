/** A domain of the account. */
export interface SimulatedDomain {
  readonly index: number
  readonly name: string
  readonly primary: boolean
  readonly verified: boolean
  readonly aliases: readonly { readonly name: string; readonly verified: boolean }[]
}

/** The primary domain of every simulated account. */
export const primaryDomain = 'acme.example'

const others: readonly Omit<SimulatedDomain, 'index'>[] = [
  { name: 'acme-labs.example', primary: false, verified: true, aliases: [] },
  { name: 'acme-shop.example', primary: false, verified: true, aliases: [] },
  { name: 'acme-broken.example', primary: false, verified: true, aliases: [] },
  { name: 'acme-parked.example', primary: false, verified: true, aliases: [] },
  { name: 'acme-events.example', primary: false, verified: false, aliases: [] },
]

/** The domain at a place of the list. */
export function domainAt(index: number, more: boolean): SimulatedDomain {
  const aliases = more ? [{ name: 'acme-mail.example', verified: true }] : []
  const first = { name: primaryDomain, primary: true, verified: true, aliases }
  return { index, ...(others[index - 1] ?? first) }
}

/** How many domains an account has. */
export function domainCount(more: boolean): number {
  return more ? 1 + others.length : 1
}
