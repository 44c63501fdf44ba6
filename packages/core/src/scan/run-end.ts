// What a scan needs when a stream or all of it ends, as one module: loaded in one go while the scan goes on.
export { announceHealth } from '../health/announce-health.ts'
export { buildReport } from './build-report.ts'
export { finishStream } from './finish-stream.ts'
export { saveEnd } from './save-end.ts'
export { sweepVanished } from './sweep-vanished.ts'
export { lossError, whyLost } from './why-lost.ts'
