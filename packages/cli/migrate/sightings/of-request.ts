/** Headers that go out with a request, and not with an answer. */
import type { Node } from '@babel/types'
import type { SyntaxTree } from '../syntax/syntax-tree.ts'

const CLIENTS =
  /^(?:fetch|axios|request|superagent|got|ky|\$|\$http|jQuery|useFetch|\$fetch|ofetch|needle|wretch|XMLHttpRequest)$/

/** Whether it is a header of a request that a page or a client sends. */
export function isOfRequest(tree: SyntaxTree, node: Node): boolean {
  for (let outer = tree.parentOf(node); outer !== null; outer = tree.parentOf(outer)) {
    if (outer.type === 'CallExpression') {
      const text = tree.sourceOf(outer.callee)
      if (CLIENTS.test(text.split('.', 1)[0] ?? '') || /^new HttpHeaders|\.setRequestHeader$|^this\.http\./.test(text))
        return true
    }
    if (
      outer.type === 'NewExpression' &&
      /^(?:HttpHeaders|Request|AxiosHeaders|HttpLink)$/.test(tree.sourceOf(outer.callee))
    )
      return true
    if (outer.type === 'AssignmentExpression' && /axios|\.defaults\./.test(tree.sourceOf(outer.left))) return true
    if (/Function|ClassMethod|ObjectMethod/.test(outer.type)) return false
  }
  return false
}
