import { ConfigError, type Integration } from '@opencasb/core'
import { neutral } from '../terminal/neutral.ts'

/** @throws ConfigError saying how to go on */
export function refusePaused({ id, name, pausedAt }: Integration): void {
  if (pausedAt === undefined) return
  throw new ConfigError(
    `integration: "${neutral(name, 80)}" is paused and makes no call. "opencasb integrations resume ${neutral(id, 120)}" ends that.`,
    { field: 'integration' },
  )
}
