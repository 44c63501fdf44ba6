import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { makeServerFolder, removeAbandonedFolders } from './server-folder.ts'

function folderOf(owner: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'opencasb-postgres-server-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(join(folder, 'owner'), owner)
  return folder
}

describe('removeAbandonedFolders', () => {
  it('removes what a process that is gone has left, and nothing that may be in use', () => {
    const gone = spawnSync(process.execPath, ['--version']).pid
    const abandoned = folderOf(`${gone} ${hostname()}`)
    const elsewhere = folderOf(`${gone} another-host`)
    const ours = makeServerFolder(undefined)
    onTestFinished(() => rmSync(ours, { recursive: true, force: true }))
    removeAbandonedFolders()
    expect(existsSync(abandoned)).toBe(false)
    expect(existsSync(elsewhere)).toBe(true)
    expect(existsSync(ours)).toBe(true)
  })
})
