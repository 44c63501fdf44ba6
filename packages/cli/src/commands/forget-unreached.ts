import type { Scanner, ScanReport, StateStore } from '@opencasb/core'

/**
 * Removes an integration that its first scan made, and that nothing could be signed in to: a name with a slip in it would
 * stay for good. What somebody has connected meanwhile stays, and what only waits for quota.
 */
export async function forgetUnreached(
  scanner: Scanner,
  { sealed }: Pick<StateStore, 'sealed'>,
  report: ScanReport,
): Promise<void> {
  if (report.status === 'deferred') return
  const { id } = report.integration
  const integration = await scanner.integrations.get(id)
  if (!integration || integration.tenant || report.tenant) return
  if (await sealed.get(integration.credentialRef)) return
  await scanner.integrations.remove(id, { revoke: false })
}
