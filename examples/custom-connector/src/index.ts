export type { AcmeNotesConfig } from './config.ts'
export { acmeNotes } from './connector.ts'
