import { type Answer, jsonAnswer } from '@opencasb/simulator-kit'
import { applyFields } from './fields-mask.ts'
import type { Call } from './route.ts'

/** An answer with the fields that were asked for. */
export function jsonOf({ query }: Pick<Call, 'query'>, body: object): Answer {
  return jsonAnswer(applyFields(body, query.get('fields')))
}
