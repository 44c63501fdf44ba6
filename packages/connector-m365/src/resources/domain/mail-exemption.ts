import type { Domain } from './domain.ts'

/** Why the mail records of a domain are neither looked up nor judged; undefined where they are. */
export function mailExemption({ isVerified, id }: Domain): string | undefined {
  if (!isVerified) return 'The domain was never verified'
  return /\.(?:onmicrosoft\.(?:com|us)|partner\.onmschina\.cn)$/i.test(id)
    ? 'Microsoft keeps the DNS of the domain'
    : undefined
}
