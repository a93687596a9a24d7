/** Takes JavaScript source apart, as far as calls need: names, punctuation, and literals without their text. */

/** A comment, white space, a text without `${`, a name or number, `?.`, `=>`, or one other character. */
const TOKEN =
  /\/\*[\s\S]*?\*\/|\/\/[^\n\r\u2028\u2029]*|\s+|'(?:[^'\\]|\\[\s\S])*'|"(?:[^"\\]|\\[\s\S])*"|[\w$\u0080-\uffff]+|\?\.(?!\d)|=>|\.\.\.|[\s\S]/y
const TEMPLATE_TEXT = /(?:[^`\\$]|\\[\s\S]|\$(?!\{))*(?:`|\$\{)/y
const REGEXP = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y

/** After these words an expression begins, so a slash begins a RegExp. */
const BEFORE_EXPRESSION = /^(?:return|typeof|case|in|of|delete|void|throw|new|do|else|await|yield|instanceof)$/
const isOperand = (token: string | undefined) =>
  token !== undefined && /^(?:[\w$\u0080-\uffff]+|\)|\]|\}|'')$/.test(token) && !BEFORE_EXPRESSION.test(token)

/** The tokens of a source. Every literal is `''`; what stands in `${…}` is there with its braces. */
export function tokensOf(source: string): readonly string[] {
  const tokens: string[] = []
  /** How many braces are open inside each `${…}` that is open. */
  const templates: number[] = []
  let at = 0
  const take = (pattern: RegExp): string => {
    pattern.lastIndex = at
    const found = pattern.exec(source)?.[0] ?? ''
    at += found.length
    return found
  }
  const readTemplate = () => {
    if (take(TEMPLATE_TEXT).endsWith('${')) {
      templates.push(0)
      tokens.push('', '{')
    } else tokens.push("''")
  }
  while (at < source.length) {
    const isRegExp = source[at] === '/' && !/[/*]/.test(source[at + 1] ?? '') && !isOperand(tokens.at(-1))
    if (isRegExp && take(REGEXP) !== '') {
      tokens.push("''")
      continue
    }
    const token = take(TOKEN)
    const open = templates.length - 1
    if (token === '`') readTemplate()
    else if (token === '}' && templates[open] === 0) {
      templates.pop()
      tokens.push('}')
      readTemplate()
    } else if (/^['"]./s.test(token)) tokens.push("''")
    else if (!/^(?:\s|\/[/*])/.test(token)) {
      if (token === '{' && open >= 0) templates[open] = (templates[open] as number) + 1
      if (token === '}' && open >= 0) templates[open] = (templates[open] as number) - 1
      tokens.push(token)
    }
  }
  return tokens.filter((token) => token !== '')
}
