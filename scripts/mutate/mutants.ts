/** Every small fault that can be put into a source file, by its syntax tree. */
import { parseSync } from 'oxc-parser'

export interface Mutant {
  readonly file: string
  readonly line: number
  readonly kind: string
  readonly start: number
  readonly end: number
  readonly original: string
  readonly replacement: string
}

interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [field: string]: unknown
}

/** What has no meaning at run time, or names a thing instead of being one. */
const SKIPPED = /^(TS(?!AsExpression|NonNull|Satisfies)|Import|ExportAll)/

export function mutantsOf(file: string, text: string): Mutant[] {
  const found: Mutant[] = []
  const add = (kind: string, node: { start: number; end: number }, replacement: string) => {
    const original = text.slice(node.start, node.end)
    if (original === replacement) return
    const line = text.slice(0, node.start).split('\n').length
    found.push({ file, line, kind, start: node.start, end: node.end, original, replacement })
  }
  const source = (node: Node) => text.slice(node.start, node.end)
  const visit = (node: Node, parent: Node | null) => {
    if (SKIPPED.test(node.type)) return
    for (const [kind, replacement] of replacements(node, parent, source)) add(kind, node, replacement)
    for (const [field, value] of Object.entries(node)) {
      if (field === 'typeAnnotation' || field === 'returnType' || field === 'typeParameters') continue
      if (field === 'source' || (field === 'key' && node['computed'] !== true)) continue
      for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) visit(child, node)
    }
  }
  visit(parseSync(file, text).program as unknown as Node, null)
  return found
}

const isNode = (value: unknown): value is Node =>
  value !== null && typeof value === 'object' && typeof (value as Node).type === 'string'

const BOUNDARY: Readonly<Record<string, string>> = { '<': '<=', '<=': '<', '>': '>=', '>=': '>' }
const EQUALITY: Readonly<Record<string, string>> = { '===': '!==', '!==': '===', '==': '!=', '!=': '==' }
const ARITHMETIC: Readonly<Record<string, string>> = { '+': '-', '-': '+', '*': '/', '/': '*', '%': '*' }

function* replacements(node: Node, parent: Node | null, source: (node: Node) => string): Generator<[string, string]> {
  const part = (field: string) => node[field] as Node
  switch (node.type) {
    case 'Literal': {
      if (parent?.type === 'ExpressionStatement') return
      const { value } = node
      if (typeof value === 'number') {
        yield ['number', String(value + 1)]
        yield ['number', `(${value - 1})`]
      } else if (typeof value === 'boolean') yield ['boolean', String(!value)]
      else if (typeof value === 'string') yield ['string', value === '' ? "'mutant'" : "''"]
      else if (node['regex'] !== undefined)
        yield* regexReplacements(node['regex'] as { pattern: string; flags: string })
      return
    }
    case 'TemplateLiteral':
      for (const quasi of node['quasis'] as Node[]) {
        const { raw } = quasi['value'] as { raw: string }
        if (raw === '') continue
        const at = quasi.start - node.start
        const whole = source(node)
        const written = whole.indexOf(raw, Math.max(0, at - 2))
        yield ['template', whole.slice(0, written) + whole.slice(written + raw.length)]
      }
      return
    case 'BinaryExpression': {
      const operator = String(node['operator'])
      const [left, right] = [source(part('left')), source(part('right'))]
      const rules: [string, Readonly<Record<string, string>>][] = [
        ['boundary', BOUNDARY],
        ['equality', EQUALITY],
        ['arith', ARITHMETIC],
      ]
      for (const [kind, rule] of rules) {
        const other = rule[operator]
        if (other !== undefined) yield [kind, `${left} ${other} ${right}`]
      }
      return
    }
    case 'LogicalExpression': {
      const operator = String(node['operator'])
      const [left, right] = [source(part('left')), source(part('right'))]
      if (operator !== '??') yield ['logical', `((${left}) ${operator === '&&' ? '||' : '&&'} (${right}))`]
      yield ['drop-operand', `(${left})`]
      yield ['drop-operand', `(${right})`]
      return
    }
    case 'ConditionalExpression': {
      const [test, yes, no] = [part('test'), part('consequent'), part('alternate')].map(source)
      yield ['negate', `(!(${test}) ? ${yes} : ${no})`]
      return
    }
    case 'IfStatement':
    case 'WhileStatement': {
      const test = part('test')
      const whole = source(node)
      const [from, to] = [test.start - node.start, test.end - node.start]
      yield ['negate', `${whole.slice(0, from)}!(${whole.slice(from, to)})${whole.slice(to)}`]
      return
    }
    case 'UnaryExpression':
      if (node['operator'] === '!') yield ['negate', `(${source(part('argument'))})`]
      return
    case 'UpdateExpression':
      yield ['arith', source(node).replace(/\+\+|--/, (sign) => (sign === '++' ? '--' : '++'))]
      return
    case 'ArrayExpression': {
      const elements = (node['elements'] as (Node | null)[]).filter((element) => element !== null)
      for (const dropped of elements) {
        yield [
          'drop-element',
          `[${elements
            .filter((element) => element !== dropped)
            .map(source)
            .join(', ')}]`,
        ]
      }
      return
    }
    case 'ExpressionStatement': {
      const { type } = part('expression')
      if (type === 'CallExpression' || type === 'AssignmentExpression' || type === 'YieldExpression') {
        yield ['drop-statement', ';']
      }
      return
    }
    case 'ReturnStatement':
      if (node['argument'] !== null && parent?.type === 'BlockStatement') {
        const body = parent['body'] as Node[]
        if (body.at(-1) !== node) yield ['drop-statement', ';']
      }
  }
}

/** An anchor less, a repetition else, a class turned round. */
function* regexReplacements({ pattern, flags }: { pattern: string; flags: string }): Generator<[string, string]> {
  const written = (other: string): [string, string] => ['regex', `/${other}/${flags}`]
  if (pattern.startsWith('^')) yield ['regex-anchor', `/${pattern.slice(1)}/${flags}`]
  if (pattern.endsWith('$') && !pattern.endsWith('\\$')) yield ['regex-anchor', `/${pattern.slice(0, -1)}/${flags}`]
  for (const { index, 0: sign } of pattern.matchAll(/(?<=[\])\w.])[+*](?!\?)/g)) {
    yield written(`${pattern.slice(0, index)}${sign === '+' ? '*' : '+'}${pattern.slice(index + 1)}`)
  }
  for (const { index, 0: open } of pattern.matchAll(/(?<!\\)\[\^?/g)) {
    yield written(`${pattern.slice(0, index)}${open === '[' ? '[^' : '['}${pattern.slice(index + open.length)}`)
  }
  for (const { index, 0: turn } of pattern.matchAll(/\\[dDwWsSbB]/g)) {
    const turned = turn[1] === turn[1]?.toLowerCase() ? turn.toUpperCase() : turn.toLowerCase()
    yield written(`${pattern.slice(0, index)}${turned}${pattern.slice(index + 2)}`)
  }
}

/** The file with the fault in it. */
export const mutated = (text: string, { start, end, replacement }: Mutant): string =>
  text.slice(0, start) + replacement + text.slice(end)
