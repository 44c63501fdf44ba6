import { ConfigError } from '../errors/config-error.ts'
import type { ScannerContext } from '../scanner/scanner-context.ts'
import { isDurable } from './outbox-entries.ts'
import type { OutboxService } from './outbox-service.ts'
import type { SinkDelivery } from './sink-delivery.ts'

const defaultLimitMs = 120_000

/** What {@link createOutboxService} needs of a scanner. */
export type OutboxContext = Pick<ScannerContext, 'state' | 'sinks' | 'clock' | 'log'>

/**
 * Makes the outbox service of a scanner.
 * @throws ConfigError for two durable sinks of one name: one would get the messages of the other
 */
export function createOutboxService(
  context: OutboxContext,
  {
    limitMs = defaultLimitMs,
    random = Math.random,
  }: { readonly limitMs?: number; readonly random?: () => number } = {},
): OutboxService {
  const { state, sinks, clock, log } = context
  const { outbox } = state
  const durable = sinks.filter(isDurable)
  refuseSameNames(durable.map(({ name }) => name))
  let loaded: Promise<readonly SinkDelivery[]> | undefined
  // Loaded when there is something to deliver to.
  const deliveries = (): Promise<readonly SinkDelivery[]> => {
    loaded ??= import('./sink-delivery.ts').then(({ SinkDelivery: Delivery }) =>
      durable.map((sink) => new Delivery(sink, sink.durable ?? {}, { outbox, log, clock, random, limitMs })),
    )
    return loaded
  }

  return {
    list: (filter = {}, options = {}) => outbox.list(filter, options),
    async deliver({ signal = new AbortController().signal } = {}) {
      if (durable.length === 0) return 0
      const outcomes = await Promise.allSettled((await deliveries()).map((delivery) => delivery.deliver(signal)))
      let taken = 0
      for (const outcome of outcomes) {
        if (outcome.status === 'rejected') throw outcome.reason
        taken += outcome.value
      }
      return taken
    },
    async retry(filter = {}) {
      for (const delivery of await deliveries()) {
        if (filter.sink === undefined || filter.sink === delivery.sink.name) delivery.wake()
      }
      return outbox.revive(filter, new Date(clock.now()).toISOString())
    },
    discard: (filter) => outbox.discard(filter),
  }
}

function refuseSameNames(names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice === undefined) return
  throw new ConfigError(`sinks: two durable sinks are called "${twice}"; give each a name of its own`, {
    field: 'sinks',
  })
}
