/**
 * A number with what it counts, for messages.
 * @example counted(2, 'user') // '2 users'
 * @param plural @default the noun with an s
 */
export function counted(count: number, noun: string, plural: string = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`
}
