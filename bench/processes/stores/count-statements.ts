import { DatabaseSync, type StatementSync } from 'node:sqlite'
import type { WriteCount } from './rescan.ts'

const writing = /^\s*(insert|update|delete)\b/i
const beginning = /^\s*begin immediate\b/i

/** Counts what this process runs on SQLite from now on, whatever connection it is on. */
export function countStatements(): { stop(): WriteCount } {
  const probe = new DatabaseSync(':memory:')
  const prototype: StatementSync = Object.getPrototypeOf(probe.prepare('select 1'))
  probe.close()
  let [transactions, writes] = [0, 0]
  const originals = { run: prototype.run, get: prototype.get, all: prototype.all }
  const counted = <Method extends (...values: never[]) => unknown>(method: Method): Method => {
    const counting = function (this: StatementSync, ...values: never[]): unknown {
      if (writing.test(this.sourceSQL)) writes += 1
      if (beginning.test(this.sourceSQL)) transactions += 1
      return method.apply(this, values)
    }
    return counting as unknown as Method
  }
  prototype.run = counted(originals.run)
  prototype.get = counted(originals.get)
  prototype.all = counted(originals.all)
  return {
    stop() {
      Object.assign(prototype, originals)
      return { transactions, writes }
    },
  }
}
