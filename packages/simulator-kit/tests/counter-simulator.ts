import { runCommand } from '../src/control/run-command.ts'
import { serveSimulatorProcess as serve } from '../src/control/simulator-process.ts'
import { jsonAnswer } from '../src/http/answer.ts'
import { RequestLog } from '../src/http/request-log.ts'
import { SimulatorServer } from '../src/http/simulator-server.ts'

/** What the counter can be told. */
export interface CounterCommands {
  add(count: number): number
  fail(): void
}

export const counterCommands: readonly (keyof CounterCommands)[] = ['add', 'fail']

/** A simulator that counts its requests. */
export function serveSimulatorProcess(): Promise<void> {
  return serve(async ({ from }: { readonly from: number }) => {
    const log = new RequestLog()
    let count = from
    const commands = {
      add: (more: number) => {
        count += more
        return count
      },
      fail: () => {
        throw new Error('out of order')
      },
      requests: log.records,
    } satisfies CounterCommands & { requests: unknown }
    const server = new SimulatorServer({
      log,
      answer: () => jsonAnswer(++count),
      control: (method, path, body) => runCommand(commands, counterCommands, { method, path, body }),
    })
    return { url: await server.listen() }
  })
}

/** Ends before it listens. */
export function serveNothing(): Promise<void> {
  process.exit(3)
}
