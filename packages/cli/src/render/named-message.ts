import type { Finding } from '@opencasb/core'

/** What a finding says, with the name of its asset before it where the message does not tell it. */
export function namedMessage({ asset, message }: Pick<Finding, 'asset' | 'message'>): string {
  return isNamed(asset.name, message) ? message : `${asset.name}: ${message}`
}

/** Whether a message tells by itself which asset it is about: composed names come back in other words. */
function isNamed(name: string, message: string): boolean {
  const words = name.split(/\s+/)
  return words.filter((word) => message.includes(word)).length * 2 >= words.length
}
