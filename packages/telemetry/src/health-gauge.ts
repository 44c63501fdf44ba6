import { healthStates, type Integration, type IntegrationsService } from '@opencasb/core'
import type { Attributes, Meter, ObservableResult } from '@opentelemetry/api'
import { attribute } from './attribute.ts'

/**
 * Observes how many integrations are in which state, at each collection; returns the function that stops it. States
 * without integrations are told as 0, so that a chart falls when an integration recovers.
 */
export function observeHealth(
  meter: Meter,
  integrations: Pick<IntegrationsService, 'list'>,
  failed: (error: unknown) => void,
): () => void {
  const gauge = meter.createObservableGauge('opencasb.integrations', {
    description: 'Integrations by state of health.',
    unit: '{integration}',
  })
  const observe = async (result: ObservableResult<Attributes>): Promise<void> => {
    try {
      for (const [connector, states] of countStates(await integrations.list())) {
        for (const state of healthStates) {
          const attributes = { [attribute.connector]: connector, [attribute.health]: state }
          result.observe(states.get(state) ?? 0, attributes)
        }
      }
    } catch (error) {
      failed(error)
    }
  }
  gauge.addCallback(observe)
  return () => gauge.removeCallback(observe)
}

function countStates(integrations: readonly Integration[]): Map<string, Map<string, number>> {
  const counts = new Map<string, Map<string, number>>()
  for (const { connector, health } of integrations) {
    const states = counts.get(connector) ?? new Map<string, number>()
    const state = health?.state ?? 'initializing'
    states.set(state, (states.get(state) ?? 0) + 1)
    counts.set(connector, states)
  }
  return counts
}
