import type { ListOptions } from '../contract/state.ts'
import { checkGiven, shape, text, wholeNumber } from './reader.ts'

const listOptions = shape({ limit: wholeNumber(1_000), after: text })

/** How a listing is paged, as a host gave it. @throws ConfigError naming the field */
export function checkListOptions(options: ListOptions = {}): ListOptions {
  checkGiven(listOptions, options, 'options')
  return options
}
