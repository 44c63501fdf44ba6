/** How long until the quota's window ends, by GitHub's own clock; `undefined` where the answer does not tell. */
export function resetAfterMs(headers: Readonly<Record<string, string>>): number | undefined {
  const reset = Number(headers['x-ratelimit-reset'])
  const now = Date.parse(headers['date'] ?? '')
  if (!Number.isFinite(reset) || reset <= 0 || Number.isNaN(now)) return undefined
  return Math.max(0, reset * 1000 - now) + 1000
}
