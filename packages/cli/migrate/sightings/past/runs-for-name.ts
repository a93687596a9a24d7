/** Whether code in a loop over the names of headers runs for a certain name, as far as its conditions say. */
import type { Node } from '@babel/types'
import { madeAs } from '../../syntax/declarations.ts'
import { methodOf, receiverOf, type SyntaxTree } from '../../syntax/syntax-tree.ts'
import { type Names, valueWith } from './value-with.ts'

/** As Node gives it, and as an app may write it. */
const SPELLINGS = ['access-control-allow-origin', 'Access-Control-Allow-Origin']

/** Whether `node` in a loop may run for Access-Control-Allow-Origin; `name` is what the loop calls the header. */
export function mayRunForOrigin(tree: SyntaxTree, node: Node, loop: Node, name: string): boolean {
  return SPELLINGS.some((header) => runsFor(tree, node, loop, new Map([[name, header]])))
}

/** Whether `names.filter((name) => …)` may keep Access-Control-Allow-Origin; a list without a filter keeps it. */
export function mayKeepOrigin(tree: SyntaxTree, list: Node): boolean {
  const receiver = receiverOf(list)
  if (receiver === null) return true
  const [asked] = 'arguments' in list ? (list.arguments as Node[]) : []
  if (methodOf(list) !== 'filter' || asked === undefined) return mayKeepOrigin(tree, receiver)
  const isKept = SPELLINGS.some((header) => mayBe(true, tree, asked, new Map(), [header]))
  return isKept && mayKeepOrigin(tree, receiver)
}

/** The name of the loop that an expression stands for: `name.toLowerCase()`, also by a variable. */
export function loopName(tree: SyntaxTree, given: Node): Node {
  const made = madeAs(tree, given)
  const isPlain = /^(?:toLowerCase|trim)$/.test(methodOf(made) ?? '')
  return isPlain ? (receiverOf(made) ?? given) : given
}

/** Whether a condition, or what a function returns, may be met (or not met). */
function mayBe(met: boolean, tree: SyntaxTree, condition: Node, names: Names, given?: readonly unknown[]): boolean {
  const known = valueWith(tree, condition, names, given)
  return known === null || Boolean(known.value) === met
}

function runsFor(tree: SyntaxTree, node: Node, loop: Node, names: Names): boolean {
  for (let inner = node, outer = tree.parentOf(node); outer !== null; inner = outer, outer = tree.parentOf(outer)) {
    if (!isReached(tree, outer, inner, names)) return false
    if (outer === loop) return true
  }
  return true
}

/** Whether a part of `outer` runs, where `outer` runs. */
function isReached(tree: SyntaxTree, outer: Node, inner: Node, names: Names): boolean {
  switch (outer.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
      if (outer.test === inner) return true
      return mayBe(outer.consequent === inner, tree, outer.test, names)
    case 'LogicalExpression':
      if (outer.left === inner || outer.operator === '??') return true
      return mayBe(outer.operator === '&&', tree, outer.left, names)
    case 'BlockStatement':
      return outer.body
        .slice(0, outer.body.indexOf(inner as never))
        .every((one) => !(one.type === 'IfStatement' && leaves(one.consequent)) || mayBe(false, tree, one.test, names))
    case 'SwitchCase':
      return isChosen(tree, outer, names)
    default:
      return true
  }
}

/** `if (…) continue`, `if (…) return`. */
function leaves(given: Node): boolean {
  const last = given.type === 'BlockStatement' ? given.body.at(-1) : given
  return last !== undefined && /^(?:Continue|Return|Break|Throw)Statement$/.test(last.type)
}

/** Whether a `switch` comes to a case: by its own test, by those above it that fall through, or as `default`. */
function isChosen(tree: SyntaxTree, chosen: Node, names: Names): boolean {
  const around = tree.parentOf(chosen)
  if (around?.type !== 'SwitchStatement') return true
  const asked = valueWith(tree, around.discriminant, names)
  if (asked === null) return true
  const mayMatch = ({ test }: { readonly test?: Node | null }) => {
    const known = test == null ? null : valueWith(tree, test, names)
    return known === null || known.value === asked.value
  }
  const mustMatch = ({ test }: { readonly test?: Node | null }) =>
    test != null && valueWith(tree, test, names)?.value === asked.value
  const above = around.cases.slice(0, around.cases.indexOf(chosen as never) + 1)
  const last = above.findLastIndex((one) => one !== chosen && one.consequent.some(leaves))
  const own = above.slice(last + 1)
  const isDefault = own.some(({ test }) => test == null)
  return isDefault ? own.some(mustMatch) || !around.cases.some(mustMatch) : own.some(mayMatch)
}
