import type { CheckCoverage } from '@opencasb/core'
import { type Markup, markup } from '../markup.ts'

/** How the assets of a check divide, as a bar; the figures stand beside it. Drawn without a style attribute. */
export function outcomeBar({ assets, status }: CheckCoverage): Markup {
  const parts: readonly (readonly [string, number])[] =
    status === 'unknown'
      ? [['unknown', 1]]
      : [
          ['failed', assets.failed],
          ['unknown', assets.unknown],
          ['passed', assets.passed],
          ['not-applicable', assets.notApplicable],
        ]
  const total = parts.reduce((all, [, value]) => all + value, 0)
  let from = 0
  const drawn = parts
    .filter(([, value]) => value > 0)
    .map(([style, value]) => {
      const width = (value / total) * 100
      const rectangle = markup`<rect class="${style}" x="${from.toFixed(2)}" width="${width.toFixed(2)}" height="6"/>`
      from += width
      return rectangle
    })
  return markup`<svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="100" height="6"/>${drawn}</svg>`
}
