/**
 * Keeps Node.js 22 from telling whoever scans that its SQLite is experimental; later versions do not. All other
 * warnings are printed as before.
 */
export function withoutSqliteWarning(process: Pick<NodeJS.Process, 'listeners' | 'removeAllListeners' | 'on'>): void {
  const printers = process.listeners('warning')
  process.removeAllListeners('warning')
  process.on('warning', (warning) => {
    if (warning.name === 'ExperimentalWarning' && warning.message.includes('SQLite')) return
    for (const print of printers) print(warning)
  })
}
