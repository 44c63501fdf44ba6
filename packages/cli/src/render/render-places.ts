import type { ResultPlace } from '../summary/scan-summary.ts'
import { layout } from '../terminal/layout.ts'
import type { Screen } from '../terminal/screen.ts'

/** Where the results are. Paths stay whole, so that they can be copied. */
export function renderPlaces(places: readonly ResultPlace[], screen: Screen): string[] {
  if (places.length === 0) return []
  const longest = Math.max(...places.map(({ place }) => place.length))
  return [
    screen.paint.strong('Results'),
    ...layout(
      places.map(({ label, place }) => [screen.paint.faint(label), place]),
      { width: Math.max(screen.width, longest + 40) },
    ),
  ]
}
