import { anything, boolean, checkGiven, oneOf, type Reader, shape, texts } from '../given/reader.ts'
import type { ScanOptions } from './scanner.ts'

const scanOptions = shape({
  signal: anything,
  mode: oneOf(['auto', 'full']),
  only: texts,
  skip: texts,
  confirmSweep: boolean,
} satisfies Record<keyof ScanOptions, Reader>)

/** @throws ConfigError naming the field */
export function checkScanOptions(options: ScanOptions): void {
  checkGiven(scanOptions, options, 'options')
}
