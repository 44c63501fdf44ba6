import { decodeCursor, encodeCursor } from '@opencasb/store-kit'

/** Where a finding stands in a listing: most urgent first, then newest first, then by fingerprint and integration. */
export interface FindingPlace {
  readonly severity: number
  readonly first_seen: string
  readonly fingerprint: string
  readonly integration_id: number
}

/** Whether one place comes before (negative) or behind another of the same severity. */
export function comparePlaces(a: FindingPlace, b: FindingPlace): number {
  if (a.first_seen !== b.first_seen) return a.first_seen > b.first_seen ? -1 : 1
  const order = Buffer.compare(Buffer.from(a.fingerprint), Buffer.from(b.fingerprint))
  return order || a.integration_id - b.integration_id
}

/** The cursor that goes on behind a place. */
export function cursorOf(place: FindingPlace): string {
  return encodeCursor([place.severity, place.first_seen, place.fingerprint, place.integration_id])
}

/**
 * The place in a cursor.
 * @throws ConfigError where it is none
 */
export function placeOf(cursor: string): FindingPlace {
  const [severity, first_seen, fingerprint, integration_id] = decodeCursor(cursor, [
    'number',
    'string',
    'string',
    'number',
  ])
  return {
    severity: Number(severity),
    first_seen: String(first_seen),
    fingerprint: String(fingerprint),
    integration_id: Number(integration_id),
  }
}
