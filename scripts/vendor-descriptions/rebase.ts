/**
 * Turns addresses at simulators into the vendor's own.
 * @param bases what is there → what it stands for, both without a trailing slash; the longest one that fits counts
 */
export function rebase(url: string, bases: Readonly<Record<string, string>>): string {
  const fits = Object.entries(bases).filter(
    ([from]) => url === from || url.startsWith(`${from}/`) || url.startsWith(`${from}?`),
  )
  const [longest] = fits.sort(([a], [b]) => b.length - a.length)
  return longest ? longest[1] + url.slice(longest[0].length) : url
}
