/** The checks that methods and header names share: one name or a list, `*`, duplicates. */
import type { CheckedNames } from './checked-options.ts'
import { fixesInList } from './fix-in-list.ts'
import { type Issue, type IssueCode, quoted } from './issue.ts'
import { fixWholeText } from './names-in-text.ts'

export interface NameKind {
  readonly option: 'methods' | 'allowedHeaders' | 'exposedHeaders' | 'vary'
  readonly example: string
  readonly duplicate: IssueCode
  /** Two names that are the same to a browser have the same form. */
  readonly normalize: (name: string) => string
  /** Says what is wrong with one name other than `*`, or `null`. @param list all names of the option */
  readonly check: (name: string, path: string, list: readonly unknown[]) => Issue | null
  /** Whether the other options do not go with `*`. */
  readonly refusesAny?: boolean
  /** Says what is odd about an accepted name, or `null`. */
  readonly warn?: (name: string, path: string) => Issue | null
}

export function checkNameList(given: unknown, kind: NameKind, issues: Issue[], warnings: Issue[]): CheckedNames {
  if (given === undefined) return { any: false, names: [] }
  if (typeof given !== 'string' && !Array.isArray(given)) {
    issues.push(wrongType(kind.option, given, `write a list of names, like [${quoted(kind.example)}]`))
    return { any: false, names: [] }
  }
  const list: readonly unknown[] = typeof given === 'string' ? splitAtCommas(given) : given
  const pathOf = (index: number) => (typeof given === 'string' ? kind.option : `${kind.option}[${index}]`)
  const inList = fixesInList(list, kind.normalize)
  const seen = new Map<string, string>()
  /** By the place in the list. */
  const found = new Map<number, Issue>()
  let any = false
  for (const [index, name] of list.entries()) {
    const path = pathOf(index)
    if (typeof name !== 'string') {
      found.set(index, wrongType(path, name, `write a name, like ${quoted(kind.example)}`))
      continue
    }
    const issue = name === '*' ? null : kind.check(name, path, list)
    const first = seen.get(kind.normalize(name))
    if (issue !== null) found.set(index, typeof given === 'string' ? issue : inList(index, issue))
    else if (first !== undefined) found.set(index, duplicate(kind, path, name, first))
    else if (name === '*') any = true
    else {
      seen.set(kind.normalize(name), path)
      const warning = kind.warn?.(name, path) ?? neverSent(kind, name, path)
      if (warning === null) continue
      if (typeof given !== 'string') warnings.push(inList(index, warning))
      else warnings.push(list.length === 1 ? warning : inText(list, warning))
    }
    if (name === '*' && first === undefined) seen.set('*', path)
  }
  seen.delete('*')
  if (typeof given === 'string')
    issues.push(...fixWholeText(kind.option, list, found, kind.normalize, kind.refusesAny === true))
  else issues.push(...found.values())
  return { any, names: [...seen.keys()] }
}

/** `'GET,PUT'` is how the `cors` package writes a list. */
function splitAtCommas(value: string): string[] {
  return value.split(',').map((name) => name.trim())
}

/** A text of several names has one path, so a fix for one of them says which. */
function inText(list: readonly unknown[], warning: Issue): Issue {
  const { fix, value } = warning
  if (!fix.startsWith("'")) return warning
  const isThere = list.some((name) => quoted(name) === fix)
  return { ...warning, fix: isThere ? `remove ${quoted(value)}` : `write ${fix} instead of ${quoted(value)}` }
}

/** What stands for all names in other software. */
const ALL = /^(?:\*+|all|any|every|everything)$/i
/** What code, a template or a file leaves where a value is missing or is not a text. */
const NO_NAME = /^(?:undefined|null|nan|none|false|true)$/i

/** Says of a name that a client could send, and that none does, what was meant. */
function neverSent(kind: NameKind, name: string, path: string): Issue | null {
  const said = (message: string, fix: string): Issue => {
    return { code: 'name-never-sent', path, message: `nobody sends ${quoted(name)}: ${message}`, fix, value: name }
  }
  const isRefused = kind.refusesAny === true
  if (ALL.test(name)) return said("'*' alone stands for all", isRefused ? `remove ${quoted(name)}` : "'*'")
  if (name.includes('*')) {
    const message = "'*' inside of a name is a character like any other, and only '*' alone stands for all"
    return said(message, isRefused ? 'name each one' : "name each one (or write '*' for all)")
  }
  return NO_NAME.test(name) ? said('it looks like a value that is missing', `remove ${quoted(name)}`) : null
}

function wrongType(path: string, value: unknown, fix: string): Issue {
  return { code: 'option-wrong-type', path, message: `${path} holds names, not ${quoted(value)}`, fix, value }
}

function duplicate(kind: NameKind, path: string, value: string, first: string): Issue {
  return {
    code: kind.duplicate,
    path,
    message: `${quoted(value)} is there already, at ${first}`,
    fix: `remove ${quoted(value)}`,
    value,
  }
}
