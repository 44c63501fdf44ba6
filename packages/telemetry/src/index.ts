export type { InstrumentedScanner, InstrumentOptions } from './instrument.ts'
export { instrument } from './instrument.ts'
