import type { Scanner } from '@opencasb/core'
import type { Console } from '../../terminal/console.ts'
import { neutral } from '../../terminal/neutral.ts'
import { counted, duration } from '../../terminal/words.ts'

/**
 * Tells what happens, one line for each thing, with its time: to be read by people and searched by line.
 * @returns the function that ends it
 */
export function tellScans(console: Console, scanner: Scanner, names: ReadonlyMap<string, string>): () => void {
  const line = (text: string): void => console.note([`${new Date().toISOString()}  ${neutral(text, 600)}`])
  const offs = [
    scanner.on('scan-start', ({ integration, mode, resumed }) =>
      line(`${names.get(integration) ?? integration}: ${mode} scan ${resumed ? 'goes on' : 'begins'}`),
    ),
    scanner.on('scan-end', ({ integration, status, error, changes, startedAt, endedAt }) => {
      const time = duration(Date.parse(endedAt) - Date.parse(startedAt))
      const found = `${changes.opened + changes.reopened} opened, ${changes.resolved} resolved`
      line(`${integration.name}: ${status} in ${time}, ${found}${error ? `. ${error.message}` : ''}`)
    }),
    scanner.on('health-change', ({ name, from, health: { state, reason, remedy } }) =>
      line([`${name}: ${from} → ${state}`, reason, remedy].filter((text) => text !== undefined).join('. ')),
    ),
    scanner.on('credential-expiry', ({ name, days = 0 }) =>
      line(`${name}: its credentials end in ${counted(days, 'day')}`),
    ),
  ]
  return () => {
    for (const off of offs) off()
  }
}
