/** The fixes of the entries of a list. */
import { ownRegExp } from '../origins/own-regexp.ts'
import { type Issue, literal, quoted } from './issue.ts'

const TEXT = /'(?:[^'\\]|\\.)*'/g
const TEXTS = /^(?:\[)?'(?:[^'\\]|\\.)*'(?:, '(?:[^'\\]|\\.)*')*\]?$/

/**
 * Where an entry would be repaired to what the list has already, or what another fix puts there, the fix is to remove
 * it: the list would be refused again.
 *
 * @param normalize two entries that are the same to a browser have the same form
 */
export function fixesInList(
  list: readonly unknown[],
  normalize: (entry: string) => string = (entry) => entry,
): (index: number, issue: Issue) => Issue {
  // A list may hold a million entries: this is made when something is wrong with one.
  let known: Map<string, number> | null = null
  return (index, issue) => {
    const { fix } = issue
    const texts = TEXTS.test(fix) ? fix.match(TEXT) : isRegExpLiteral(fix) ? [fix] : null
    if (texts === null) return issue
    known ??= placesOf(list, normalize)
    const there = known
    const fresh = texts.filter((text) => (there.get(text) ?? index) === index)
    for (const text of fresh) there.set(text, index)
    if (fresh.length === texts.length) return issue
    const entries = fresh.join(', ')
    if (fresh.length === 0) return { ...issue, fix: `remove ${quoted(issue.value)}` }
    return { ...issue, fix: fix.startsWith('[') ? `[${entries}]` : entries }
  }
}

const isRegExpLiteral = (fix: string) => /^\/\^.*\$\/[a-z]*$/s.test(fix)

/** Where each entry stands, by how a fix would write it. */
function placesOf(list: readonly unknown[], normalize: (entry: string) => string): Map<string, number> {
  const places = new Map<string, number>()
  for (const [index, entry] of list.entries()) {
    if (typeof entry === 'string') places.set(literal(normalize(entry)), index)
    else if (ownRegExp(entry) !== null) places.set(String(ownRegExp(entry)), index)
  }
  return places
}
