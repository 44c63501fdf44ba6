export type { AcmeNotesConfig, AcmeNotesConfigInput } from './config.ts'
export { acmeNotes } from './connector.ts'
