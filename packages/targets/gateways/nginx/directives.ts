/** nginx's configuration as data: a name, arguments, and a block where it has one. */

export interface Directive {
  readonly name: string
  readonly args: readonly string[]
  readonly block?: readonly Directive[]
}

export const directive = (name: string, ...args: string[]): Directive => ({ name, args })
export const block = (name: string, args: readonly string[], inside: readonly Directive[]): Directive => ({
  name,
  args,
  block: inside,
})

export function printDirectives(directives: readonly Directive[], indent = ''): string {
  return directives.map((each) => printDirective(each, indent)).join('\n')
}

function printDirective({ name, args, block }: Directive, indent: string): string {
  // A comment is a directive of its own in the tree.
  if (name === '#') return `${indent}# ${args.join(' ')}`
  const words = [name.startsWith('$') ? name : word(name), ...args.map(word)].join(' ')
  if (block === undefined) return `${indent}${words};`
  return `${indent}${words} {\n${printDirectives(block, `${indent}    `)}\n${indent}}`
}

/**
 * Written plainly if no character has a meaning, and otherwise in quotes. `$` begins a variable in both, so names with
 * `$` are refused before.
 */
function word(text: string): string {
  if (/^[\w$./:@=()-]+$/.test(text)) return text
  return `"${text.replace(/[\\"]/g, '\\$&')}"`
}
