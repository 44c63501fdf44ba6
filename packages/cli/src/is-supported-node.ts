/**
 * Says whether a version of Node.js is as new as `engines` asks for.
 * @param range `>=` and a version; nothing else is written there
 * @example isSupportedNode('22.4.0', '>=22.19.0') // false
 */
export function isSupportedNode(version: string, range: string): boolean {
  const numbers = (text: string): readonly number[] => text.replace(/^\D+/, '').split('.').map(Number)
  const wanted = numbers(range)
  const found = numbers(version)
  const different = wanted.findIndex((part, index) => part !== found[index])
  return different < 0 || (found[different] ?? 0) > (wanted[different] ?? 0)
}
