import type { Node } from '@babel/types'

/** The value of an answer; `null` where a statement does not answer. */
export type AnswerOf = (statement: Node) => {
  readonly value: Node | 'deny'
  /** Whether any value that is not empty means yes: not so where a text is the origin to send. */
  readonly isTruth?: boolean
} | null
