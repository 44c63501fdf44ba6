// What a scan needs when it ends, as one module: loaded in one go while the scan goes on.
export { announceHealth } from '../health/announce-health.ts'
export { saveEnd } from './save-end.ts'
export { lossError, whyLost } from './why-lost.ts'
