import type { ScanReport } from '@opencasb/core'
import { type ExitCode, exitCodes, findingsAtThreshold, type Threshold } from '../exit-code.ts'
import type { Console } from '../terminal/console.ts'
import { counted } from '../terminal/words.ts'

/** Says why a scan does not end with 0: whoever reads a build log should not have to guess. */
export function explainExit(console: Console, report: ScanReport, threshold: Threshold, code: ExitCode): void {
  const reason = reasonOf(report, threshold, code)
  if (reason) console.note(['', console.noteScreen.paint.faint(`exit code ${code}: ${reason}`)])
}

function reasonOf(report: ScanReport, threshold: Threshold, code: ExitCode): string | undefined {
  if (code === exitCodes.findings) {
    const found = counted(findingsAtThreshold(report, threshold), 'open finding')
    return threshold === 'low' ? found : `${found} at ${threshold} or above`
  }
  if (code === exitCodes.incomplete) return 'something could not be read (--allow-incomplete to accept that)'
  return undefined
}
