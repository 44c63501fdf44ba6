/** Mixes two 32-bit numbers into one. */
export function mix(a: number, b: number): number {
  let hash = (a ^ Math.imul(b | 0, 0x9e3779b1)) >>> 0
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** A 32-bit number for a text. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}

/**
 * Reproducible chance without state: the same seed, name, index and salt give the same roll, in any order. That is what
 * lets a world of millions of repositories exist without being held in memory.
 */
export class Dice {
  readonly #seed: number

  constructor(seed: number, name: string) {
    this.#seed = mix(seed, hashText(name))
  }

  /** A whole number below 2³². */
  number(index: number, salt: number): number {
    return mix(mix(this.#seed, index), salt)
  }

  /** A number from 0 up to 1. */
  roll(index: number, salt: number): number {
    return this.number(index, salt) / 0x1_0000_0000
  }

  chance(probability: number, index: number, salt: number): boolean {
    return this.roll(index, salt) < probability
  }

  /** A whole number from `low` to `high`, both possible. */
  between(low: number, high: number, index: number, salt: number): number {
    return low + Math.floor(this.roll(index, salt) * (high - low + 1))
  }

  pick<const L extends readonly [unknown, ...unknown[]]>(options: L, index: number, salt: number): L[number] {
    return options[this.between(0, options.length - 1, index, salt)] as L[number]
  }

  /** As many hexadecimal digits as asked for. */
  hex(length: number, index: number, salt: number): string {
    let text = ''
    for (let part = 0; text.length < length; part++) {
      text += this.number(index, salt * 1000 + part)
        .toString(16)
        .padStart(8, '0')
    }
    return text.slice(0, length)
  }
}
