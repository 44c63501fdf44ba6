import { createServer } from 'node:http'

/** Answers every request with a small page, and tells its parent where it listens. */
const body = Buffer.from(JSON.stringify({ items: Array.from({ length: 3 }, (_, id) => ({ id, name: `item ${id}` })) }))
const headers = { 'content-type': 'application/json', 'content-length': String(body.length), etag: '"1"' }
const server = createServer({ keepAliveTimeout: 60_000 }, (_request, response) => {
  response.writeHead(200, headers)
  response.end(body)
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (typeof address === 'object') process.send?.(address?.port)
})
process.on('disconnect', () => process.exit(0))
