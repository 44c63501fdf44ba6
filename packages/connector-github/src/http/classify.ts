import type { AnswerToClassify, Classification, Classify } from '@opencasb/connector-kit'
import { classifyGraphql } from './classify-graphql.ts'
import { classifyRest } from './classify-rest.ts'

/** Says what an answer of GitHub means. */
export const classify: Classify = (answer: AnswerToClassify): Classification | undefined => {
  const graphql = answer.url.pathname.endsWith('/graphql') ? classifyGraphql(answer) : undefined
  return graphql ?? classifyRest(answer)
}
