/** What a person must decide about a predicate. */
import type { Node } from '@babel/types'
import type { Decision } from '../finding.ts'
import { shownSource } from '../syntax/shown-source.ts'
import { staticValue } from '../syntax/static-value.ts'
import type { SyntaxTree } from '../syntax/syntax-tree.ts'
import type { Truth } from './questions/compared-values.ts'

export function reflected(tree: SyntaxTree, predicate: Node, allows: Truth): Decision {
  return {
    code: 'origin-reflected',
    line: tree.lineOf(predicate),
    message:
      allows === true
        ? 'this function lets every site on the web in by repeating its own name; name the origins'
        : 'this function lets every site on the web in while a condition holds that does not look at the origin; name the origins for that case too',
    instead: "origin: ['https://app.example.com'], and for development 'http://localhost:*'",
  }
}

export function unclear(tree: SyntaxTree, node: Node, message: string): Decision {
  return {
    code: 'predicate-not-understood',
    line: tree.lineOf(node),
    message,
    instead: 'origin: (origin, request) => boolean, or a promise of it; only true allows',
  }
}

export function answersNothing(tree: SyntaxTree, node: Node): Decision {
  return unclear(tree, node, 'this function never calls its callback, so every request waited without end')
}

export function unknownAnswer(tree: SyntaxTree, node: Node): Decision {
  const line = shownSource(tree, node)
  if (staticValue(tree, node)?.value === '*') {
    return {
      code: 'predicate-answers-any',
      line: tree.lineOf(node),
      message: `this answers '*', which was sent: everybody may read then, without credentials; a function of corskit says yes or no to one origin`,
      instead: "two policies, one of them with origin: '*', and a function of the request that chooses: docs/policy.md",
    }
  }
  return {
    code: 'predicate-answer-unknown',
    line: tree.lineOf(node),
    message: `what ${line} gives is not known here: the old middleware took a text for the origin to send, and anything else that is not empty for yes; corskit only takes true`,
    instead: 'a comparison that gives true or false: list.includes(origin)',
  }
}

/** A decision about another file stands where this file asks for it. */
export const ofOtherFile = (decision: Decision, { name }: SyntaxTree, line: number): Decision => ({
  ...decision,
  line,
  message: `${name}:${decision.line}: ${decision.message}`,
})
