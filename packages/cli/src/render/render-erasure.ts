import type { Erasure, Revocation } from '@opencasb/core'
import { layout, paragraph } from '../terminal/layout.ts'
import { neutral } from '../terminal/neutral.ts'
import type { Screen } from '../terminal/screen.ts'
import { count } from '../terminal/words.ts'

const revocations: Readonly<Record<Revocation, string>> = {
  revoked: 'The vendor confirmed that the grant is revoked.',
  'not-offered': 'The vendor has no way to revoke this grant from here.',
  failed: 'The grant could not be revoked at the vendor.',
  kept: 'The grant at the vendor is as it was.',
}

/** What was erased with an integration, and what remains to be done. */
export function renderErasure(name: string, erasure: Erasure, screen: Screen): string[] {
  const { paint } = screen
  const { findings, assets, progress, cachedAnswers, outbox } = erasure.erased
  return [
    `${paint.good('Deleted')}  ${paint.strong(neutral(name, 80))}`,
    'Its credentials were destroyed first, then:',
    ...layout(
      [
        [count(findings), 'findings with their history'],
        [count(assets), 'assets in the inventory'],
        [count(progress), 'checkpoints and reports'],
        [count(cachedAnswers), 'answers kept of the vendor'],
        [count(outbox), 'messages that waited to be sent'],
      ],
      { width: screen.width, right: [0] },
    ),
    ...paragraph(revocations[erasure.revocation], screen.width, 0),
    ...(erasure.remaining.length > 0 ? [paint.strong('What remains to be done at the vendor')] : []),
    ...layout(
      erasure.remaining.map((step, index) => [`${index + 1}.`, neutral(step, 600)]),
      { width: screen.width, gap: 1 },
    ),
  ]
}
