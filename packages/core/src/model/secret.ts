import { inspect } from 'node:util'

const mask = '[secret]'
const values = new WeakMap<Secret, string>()

/** A string that cannot be printed by accident: its string, JSON and inspect forms are masked. */
export class Secret {
  constructor(value: string) {
    values.set(this, value)
    Object.freeze(this)
  }

  /** The secret itself. Call it only where the authorisation header or the signature is built. */
  reveal(): string {
    return values.get(this) ?? ''
  }

  toString(): string {
    return mask
  }

  toJSON(): string {
    return mask
  }

  // What the console and the inspector print; defined so, because the name is computed.
  static {
    Object.defineProperty(Secret.prototype, inspect.custom, { value: () => mask })
  }
}

/** Wraps a string so that it cannot be printed by accident. */
export function secret(value: string): Secret {
  return new Secret(value)
}

/** Says whether a value is a {@link Secret}. */
export function isSecret(value: unknown): value is Secret {
  return value instanceof Secret
}
