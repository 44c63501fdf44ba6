import type { JsonObject, JsonValue } from '@opencasb/core'
import { FeatureUnavailableError, UnexpectedAnswerError } from '@opencasb/core'
import type { EffectiveSetting } from '../../resources/policy/effective-setting.ts'

/** Values of a field that are known to be right, and those that are known to be wrong. */
export interface Choices {
  readonly right: readonly string[]
  readonly wrong: readonly string[]
}

/**
 * Reads the fields of a setting for a check. What is not there, or is nothing that is known, is thrown: such a setting is
 * unknown, and neither passes nor fails.
 */
export class SettingValue {
  readonly #setting: EffectiveSetting
  readonly #type: string
  readonly #fields: Readonly<Record<string, unknown>> | undefined
  readonly #read: Record<string, JsonValue>

  /** @param type another setting that the setting is related to */
  constructor(setting: EffectiveSetting, type: string = setting.type, read: Record<string, JsonValue> = {}) {
    this.#setting = setting
    this.#type = type
    this.#fields = type === setting.type ? setting.value : setting.related[type]
    this.#read = read
  }

  /** What was read so far, as evidence. */
  get evidence(): JsonObject {
    return this.#read
  }

  /** The fields of a related setting. */
  related(type: string): SettingValue {
    return new SettingValue(this.#setting, type, this.#read)
  }

  /** Whether Google's answer has the field at all. */
  has(field: string): boolean {
    return this.#fields?.[field] !== undefined
  }

  /** A switch that is on or off. */
  on(field: string): boolean {
    const value = this.#field(field)
    return typeof value === 'boolean' ? value : this.#unexpected(field, value)
  }

  /** Whether the field has one of the values that are right; a value that is not listed at all is unknown. */
  isOneOf(field: string, { right, wrong }: Choices): boolean {
    const value = this.#field(field)
    if (typeof value === 'string' && right.includes(value)) return true
    return typeof value === 'string' && wrong.includes(value) ? false : this.#unexpected(field, value)
  }

  number(field: string): number {
    const value = this.#field(field)
    return typeof value === 'number' && Number.isFinite(value) ? value : this.#unexpected(field, value)
  }

  /** A length of time, in seconds. */
  seconds(field: string): number {
    const value = this.#field(field)
    const [, amount, unit] = typeof value === 'string' ? (/^(\d+(?:\.\d+)?)([smhd])$/.exec(value) ?? []) : []
    if (amount === undefined || unit === undefined) return this.#unexpected(field, value)
    return Number(amount) * ({ s: 1, m: 60, h: 3_600, d: 86_400 }[unit] ?? 1)
  }

  /** A moment; absent where it is Google's zero. */
  moment(field: string): Date | undefined {
    const value = this.#field(field)
    const time = typeof value === 'string' ? Date.parse(value) : Number.NaN
    if (Number.isNaN(time)) return this.#unexpected(field, value)
    return time === 0 ? undefined : new Date(time)
  }

  text(field: string): string {
    const value = this.#field(field)
    return typeof value === 'string' ? value : this.#unexpected(field, value)
  }

  texts(field: string): readonly string[] {
    const value = this.#field(field)
    const isTexts = Array.isArray(value) && value.every((entry) => typeof entry === 'string')
    return isTexts ? value : this.#unexpected(field, value)
  }

  /** Entries that are objects; they are no evidence as a whole. */
  entries(field: string): readonly Readonly<Record<string, unknown>>[] {
    const value = this.#field(field, false)
    const isEntries = Array.isArray(value) && value.every((entry) => typeof entry === 'object' && entry !== null)
    return isEntries ? value : this.#unexpected(field, value)
  }

  /** @throws UnexpectedAnswerError always */
  unknown(what: string): never {
    const { title, place } = this.#setting
    throw new UnexpectedAnswerError(`${title} ${place.phrase} cannot be told: ${what}`, { retryable: false })
  }

  #field(field: string, isEvidence = true): unknown {
    const { problem, title, place } = this.#setting
    if (problem !== undefined) this.unknown(problem)
    if (this.#fields === undefined) {
      throw new FeatureUnavailableError(
        `Google returned no policy for ${title} ${place.phrase} (${this.#type}), and documents no value that holds then: the edition may lack it`,
      )
    }
    const value = this.#fields[field]
    if (value === undefined) this.unknown(`Google's answer lacks ${field}`)
    if (isEvidence) this.#read[field] = value as JsonValue
    return value
  }

  #unexpected(field: string, value: unknown): never {
    const shown = typeof value === 'string' ? value.slice(0, 60) : typeof value
    return this.unknown(`${field} is ${shown}, which is not among the known values`)
  }
}
