/** The commands of a simulator in another process: the same ones, each answered with a promise. */
export type SimulatorControl<Commands, Request> = {
  readonly [Name in keyof Commands]: Commands[Name] extends (...list: infer List) => infer Result
    ? (...list: List) => Promise<Awaited<Result>>
    : never
} & {
  /** Requests since the last `clearRequests`, oldest first. */
  requests(): Promise<readonly Request[]>
}

/**
 * Makes a client for the commands of the simulator at this address.
 * @throws Error where the simulator refuses a command
 */
export function createSimulatorControl<Commands, Request>(
  url: string,
  names: readonly (string & keyof Commands)[],
): SimulatorControl<Commands, Request> {
  const send = async (method: 'GET' | 'POST', name: string, list?: readonly unknown[]): Promise<unknown> => {
    const answer = await fetch(`${url}/_simulator/${name}`, {
      method,
      ...(list ? { body: JSON.stringify(list) } : {}),
    })
    const body: unknown = await answer.json()
    if (answer.ok) return body
    const message = typeof body === 'object' && body !== null && 'message' in body ? String(body.message) : 'unknown'
    throw new Error(`the simulator refused ${name}: ${message}`)
  }
  const commands = names.map((name) => [name, (...list: unknown[]) => send('POST', name, list)] as const)
  // The names are those of the commands; what they take and give is known to the types only.
  return { ...Object.fromEntries(commands), requests: () => send('GET', 'requests') } as SimulatorControl<
    Commands,
    Request
  >
}
