import type { ReportedError } from '../model/report.ts'

/** The host's wish, wherever it was uttered, ends the scan; with a message where the report is to say which wish. */
export class Ending {
  readonly message: string | undefined

  constructor(message?: string) {
    this.message = message
  }
}

/** What a scan of a paused integration says. */
export const pausedMessage = 'The integration is paused and makes no call; resume it to scan'

/** What the report says of it; nothing where the host knows already. */
export function endingOf(error: unknown): ReportedError | undefined {
  return error instanceof Ending && error.message !== undefined ? { code: 'config', message: error.message } : undefined
}
