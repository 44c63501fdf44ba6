export { newTestDatabase } from './new-test-database.ts'
