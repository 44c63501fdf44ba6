import type {
  Check,
  CheckInput,
  Connector,
  Facet,
  FacetContext,
  Page,
  PartitionContext,
  ResourceType,
  Session,
  StreamContext,
  Verdict,
} from '@opencasb/core'
import { copyConnector } from './copy-connector.ts'
import { pulled } from './pulled.ts'
import type { SourceTracker } from './source-tracker.ts'

/** Where in a scan a page stands. */
export interface PagePlace {
  readonly resource: string
  readonly partition: string
  readonly mode: 'full' | 'changes'
  /** From 1, counted in this scan. */
  readonly page: number
}

/** What a test wants to see or change of a connector at work. */
export interface ConnectorProbes {
  /** The session that was opened; what is returned is laid over it. */
  onOpen?(session: Session): Partial<Session> | undefined
  onClose?(session: Session): void
  /** The engine asks for a page. */
  onPull?(place: PagePlace): void
  /** A page on its way to the engine; the engine gets what is returned. */
  onPage?(page: Page<unknown>, place: PagePlace, resource: ResourceType): Page<unknown> | Promise<Page<unknown>>
  /** A stream was read to its end, given up by the engine, or broke. */
  onStreamEnd?(place: PagePlace): void
  onVerdict?(check: Check, input: CheckInput, verdict: Verdict | readonly Verdict[]): void
}

/** Makes a copy of a connector whose every part tells what it does, and for which part of a scan. */
export function instrumentConnector(connector: Connector, tracker: SourceTracker, probes: ConnectorProbes): Connector {
  const copy = copyConnector(connector, {
    resource: (resource) => ({
      collect: (context) => watchStream(resource, 'full', context, tracker, probes, resource.collect(context)),
      ...(resource.changes && {
        changes: (context: StreamContext) =>
          watchStream(resource, 'changes', context, tracker, probes, resource.changes?.(context) ?? nothing()),
      }),
      ...(resource.partitions && {
        partitions: (context: PartitionContext) =>
          pulled(resource.partitions?.(context) ?? nothing(), (next) =>
            tracker.run({ kind: 'partitions', name: resource.name }, next),
          ),
      }),
    }),
    facet: (facet) => watchFacet(facet, tracker),
    check: (check) => ({
      ...(check.evaluate && {
        evaluate: (input: CheckInput) => {
          const verdict = check.evaluate?.(input) ?? []
          probes.onVerdict?.(check, input, verdict)
          return verdict
        },
      }),
    }),
  })
  return {
    ...copy,
    open: (context) => tracker.run({ kind: 'session' }, async () => watchSession(await copy.open(context), probes)),
  }
}

function watchStream(
  resource: ResourceType,
  mode: PagePlace['mode'],
  context: StreamContext,
  tracker: SourceTracker,
  probes: ConnectorProbes,
  pages: AsyncIterable<Page<unknown>>,
): AsyncIterable<Page<unknown>> {
  const source = { kind: mode === 'full' ? 'stream' : 'changes', name: resource.name } as const
  const place = (page: number): PagePlace => ({
    resource: resource.name,
    partition: context.partition.key,
    mode,
    page,
  })
  let page = 0
  return pulled(pages, (next) => tracker.run(source, next), {
    onPull: () => probes.onPull?.(place(page + 1)),
    onValue: (value) => {
      page += 1
      return probes.onPage?.(value, place(page), resource) ?? value
    },
    onEnd: () => probes.onStreamEnd?.(place(page)),
  })
}

function watchFacet(facet: Facet, tracker: SourceTracker): Partial<Facet> {
  const source = { kind: 'facet', name: facet.name } as const
  return {
    fetch: (item, context) => tracker.run(source, () => facet.fetch(item, context)),
    ...(facet.fetchMany && {
      fetchMany: (items: readonly unknown[], context: FacetContext) =>
        tracker.run(source, async () => facet.fetchMany?.(items, context) ?? new Map()),
    }),
  }
}

/** Sessions are the connector's own objects, so they are changed in place instead of copied. */
function watchSession(session: Session, probes: ConnectorProbes): Session {
  const close = session.close.bind(session)
  const watched = {
    ...probes.onOpen?.(session),
    close: async () => {
      probes.onClose?.(session)
      await close()
    },
  }
  for (const [name, value] of Object.entries(watched)) {
    Object.defineProperty(session, name, { value, configurable: true, enumerable: true })
  }
  return session
}

async function* nothing(): AsyncGenerator<never> {}
