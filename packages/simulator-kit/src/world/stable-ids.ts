import { Dice, hashText, mix } from './dice.ts'

/** How an id is written. */
export interface IdForm {
  /** The characters that it may consist of, each once. */
  readonly alphabet: string
  readonly length: number
  /** What each id begins with; part of its length. @default nothing */
  readonly prefix?: string
}

/** Decimal digits, not beginning with 0. */
export const digits = '0123456789'
/** Lower-case hexadecimal digits. */
export const hexadecimal = '0123456789abcdef'
/** Digits and lower-case letters. */
export const base36 = '0123456789abcdefghijklmnopqrstuvwxyz'
/** Digits and letters of both cases. */
export const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

const indices = 0x1_0000_0000

/**
 * Ids that look drawn by lot, are the same for the same seed and kind, and tell the index that they were made for: the
 * item of an id is found without a table of all ids.
 */
export class StableIds {
  readonly #dice: Dice
  readonly #mask: number

  /** @param kind what has the ids, such as `user`: ids of different kinds differ */
  constructor(seed: number, kind: string) {
    this.#dice = new Dice(seed, `ids of ${kind}`)
    this.#mask = mix(seed, hashText(kind))
  }

  /** @throws Error if the form has no room for every index */
  text(index: number, { alphabet, length, prefix = '' }: IdForm): string {
    const tail = tailLength(alphabet)
    const lead = length - prefix.length - tail
    if (lead < 0) throw new Error(`${length} characters of ${alphabet} are too few for an id`)
    let text = prefix
    for (let at = 0; at < lead; at++) {
      const first = at === 0 && prefix === '' && alphabet === digits
      text += alphabet[this.#dice.between(first ? 1 : 0, alphabet.length - 1, index, at)]
    }
    let rest = this.#scramble(index)
    let written = ''
    for (let at = 0; at < tail; at++) {
      written = alphabet.charAt(rest % alphabet.length) + written
      rest = Math.floor(rest / alphabet.length)
    }
    return text + written
  }

  /** The index that an id was made for; undefined for what is no id of this kind. */
  indexOfText(id: string, form: IdForm): number | undefined {
    if (id.length !== form.length) return undefined
    let value = 0
    for (const character of id.slice(-tailLength(form.alphabet))) {
      value = value * form.alphabet.length + form.alphabet.indexOf(character)
    }
    if (!(value >= 0 && value < indices)) return undefined
    const index = this.#unscramble(value)
    return this.text(index, form) === id ? index : undefined
  }

  /** A UUID of version 4. */
  uuid(index: number): string {
    const text = this.text(index, uuidForm)
    const variant = (8 + this.#dice.between(0, 3, index, -1)).toString(16)
    return `${text.slice(0, 8)}-${text.slice(8, 12)}-4${text.slice(13, 16)}-${variant}${text.slice(17, 20)}-${text.slice(20)}`
  }

  /** The index that a UUID was made for; undefined for another one. */
  indexOfUuid(id: string): number | undefined {
    const value = /^[0-9a-f-]{28}([0-9a-f]{8})$/i.exec(id)?.[1]
    if (value === undefined) return undefined
    const index = this.#unscramble(Number.parseInt(value, 16))
    return this.uuid(index) === id.toLowerCase() ? index : undefined
  }

  // An odd factor has an inverse modulo 2³²: no two indices give the same number.
  #scramble(index: number): number {
    return (Math.imul(index, 0x9e3779b1) ^ this.#mask) >>> 0
  }

  #unscramble(value: number): number {
    return Math.imul(value ^ this.#mask, 0x0e8b2f51) >>> 0
  }
}

const uuidForm: IdForm = { alphabet: hexadecimal, length: 32 }

/** How many characters hold any index. */
function tailLength(alphabet: string): number {
  return Math.ceil(32 / Math.log2(alphabet.length))
}
