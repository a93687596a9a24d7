/** A RegExp as a tree, if it is small enough to be checked. */
import { type AST, RegExpParser } from '@eslint-community/regexpp'

/** A longer one is not a list of origins any more. */
const MAX_SOURCE_LENGTH = 5_000

/** How many groups and classes may stand in one another. All checks follow them, and the stack is not endless. */
const MAX_DEPTH = 100

/** `null` when the RegExp is too long, too deep, or newer than the parser. */
export function parseRegExp({ source, unicode, flags }: RegExp): AST.Pattern | null {
  if (source.length > MAX_SOURCE_LENGTH || depthOf(source, flags.includes('v')) > MAX_DEPTH) return null
  try {
    const parser = new RegExpParser({ ecmaVersion: 2025 })
    return parser.parsePattern(source, 0, source.length, { unicode, unicodeSets: flags.includes('v') })
  } catch {
    return null
  }
}

/** @param nestsClasses with `v`, a class may stand in a class */
function depthOf(source: string, nestsClasses: boolean): number {
  let groups = 0
  let classes = 0
  let deepest = 0
  for (let at = 0; at < source.length; at++) {
    const character = source[at]
    if (character === '\\') at++
    else if (character === '[' && (classes === 0 || nestsClasses)) classes++
    else if (character === ']' && classes > 0) classes--
    else if (character === '(' && classes === 0) groups++
    else if (character === ')' && classes === 0) groups--
    deepest = Math.max(deepest, groups + classes)
  }
  return deepest
}
