import type { DatabaseSync } from 'node:sqlite'
import { Worker } from 'node:worker_threads'

/** Files up to this size are rewritten at once, which takes a fraction of a second; larger ones in a thread of their own. */
const smallBytes = 16 * 1024 * 1024

/** A connection of its own, so that this thread goes on meanwhile; as text, so that bundlers have nothing to find. */
const script = `
  const { parentPort, workerData } = require('node:worker_threads')
  const { DatabaseSync } = require('node:sqlite')
  try {
    const connection = new DatabaseSync(workerData.path)
    connection.exec('pragma busy_timeout = ' + workerData.patienceMs + '; vacuum')
    connection.close()
    parentPort.postMessage({})
  } catch (error) {
    parentPort.postMessage({ message: String(error.message), errcode: error.errcode })
  }
`

/**
 * Writes the whole file anew. Rows that are erased are overwritten, but copies that SQLite left in unused parts of pages
 * when it divided or joined them are not.
 * @see https://www.sqlite.org/lang_vacuum.html
 */
export async function vacuum(connection: DatabaseSync, path: string, patienceMs: number): Promise<void> {
  const bytes = Number(
    connection.prepare('select page_count * page_size as bytes from pragma_page_count, pragma_page_size').get()?.[
      'bytes'
    ],
  )
  if (bytes <= smallBytes) connection.exec('vacuum')
  else await inThread(path, patienceMs)
}

function inThread(path: string, patienceMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(script, { eval: true, workerData: { path, patienceMs } })
    worker.once('error', reject)
    worker.once('message', ({ message, ...rest }: { readonly message?: string }) => {
      if (message === undefined) resolve()
      else reject(Object.assign(new Error(message), rest))
    })
    // Whatever ends it before it could say anything, it must not be waited for for ever.
    worker.once('exit', (code) => reject(new Error(`the thread that does it has ended with code ${code}`)))
  })
}
