// What hosts do to integrations, as one module: loaded in one go when the first of it is needed.
export { addIntegration } from './add-integration.ts'
export { checkIntegration } from './check-integration.ts'
export { beginConnect, completeConnect } from './connect-integration.ts'
export { pauseIntegration, resumeIntegration } from './pause-integration.ts'
export { reconnectIntegration } from './reconnect-integration.ts'
export { registerIntegration } from './register-integration.ts'
export { removeIntegration } from './remove-integration.ts'
export { updateIntegration } from './update-integration.ts'
