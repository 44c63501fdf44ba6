export type { NodeTransportOptions } from './node/create-node-transport.ts'
export { createNodeTransport } from './node/create-node-transport.ts'
