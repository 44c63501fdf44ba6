/**
 * Does what a request under `/_simulator/` asks for: `POST /_simulator/<command>` with the arguments as a JSON list, or
 * `GET /_simulator/requests`. Arguments and results are plain JSON.
 * @param names the commands that may be asked for
 * @throws Error if there is no such command, or if it cannot be done
 */
export function runCommand<C extends { readonly requests: unknown }>(
  simulator: C,
  names: readonly (string & keyof C)[],
  { method, path, body }: { readonly method: string; readonly path: string; readonly body: string },
): unknown {
  if (method === 'GET' && path === 'requests') return simulator.requests
  const name = names.find((one) => one === path)
  const command = name === undefined ? undefined : simulator[name]
  if (method !== 'POST' || typeof command !== 'function') {
    throw new Error(`${method} /_simulator/${path} is no command`)
  }
  const parsed: unknown = body === '' ? [] : JSON.parse(body)
  if (!Array.isArray(parsed)) throw new Error('the arguments of a command are a JSON list')
  return Reflect.apply(command, simulator, parsed)
}
