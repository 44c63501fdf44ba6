import { domainToASCII } from 'node:url'

/**
 * Brings a domain name into the form that DNS knows: lower case, ASCII, without a final dot.
 * `undefined` where no such name can exist. Underscores are allowed: `_dmarc` is a name.
 */
export function dnsName(name: string): string | undefined {
  const dotless = name.endsWith('.') ? name.slice(0, -1) : name
  // Longer than any name in its ASCII form, and not worth converting.
  if (dotless.length > 1024) return undefined
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what is not ASCII has to be converted
  const ascii = /^[\x00-\x7f]*$/.test(dotless) ? dotless.toLowerCase() : domainToASCII(dotless)
  if (ascii === '' || ascii.length > 253) return undefined
  const labels = ascii.split('.')
  // A name in DNS may hold any byte; names with others than visible ASCII are never meant.
  return labels.every((label) => /^[!-~]{1,63}$/.test(label)) ? ascii : undefined
}
