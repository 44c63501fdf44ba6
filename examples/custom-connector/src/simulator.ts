export { acmeNotesSimulator } from './simulator/acme-notes-simulator.ts'
