export { announceHealth } from '../health/announce-health.ts'
export { saveEnd } from './save-end.ts'
export { lossError, whyLost } from './why-lost.ts'
