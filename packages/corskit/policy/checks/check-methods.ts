/** `methods`. https://fetch.spec.whatwg.org/#methods */
import { isForbiddenMethod, isMethod, normalizeMethod } from '../../protocol/method.ts'
import { checkNameList, type NameKind } from './check-names.ts'
import type { CheckedNames } from './checked-options.ts'
import { type Issue, literal, quoted } from './issue.ts'

/**
 * Methods that are registered in upper case. Browsers upper-case some of them (`put`) and send others as they are
 * written (`patch`). So `put` in a policy can never match, and `patch` is another method than `PATCH`.
 * https://fetch.spec.whatwg.org/#concept-method-normalize
 */
const REGISTERED =
  'ACL BIND CHECKIN CHECKOUT COPY DELETE GET HEAD LABEL LINK LOCK MERGE MKACTIVITY MKCALENDAR MKCOL MOVE OPTIONS PATCH POST PROPFIND PROPPATCH PURGE PUT QUERY REBIND REPORT SEARCH UNBIND UNLINK UNLOCK UPDATE'.split(
    ' ',
  )

export function checkMethods(given: unknown, issues: Issue[]): CheckedNames {
  return checkNameList(given, METHODS, issues)
}

const METHODS: NameKind = {
  option: 'methods',
  example: 'PUT',
  duplicate: 'method-duplicate',
  normalize: (name) => name,
  check(name, path, list) {
    const upper = name.toUpperCase()
    if (!isMethod(name)) {
      const fix = isMethod(upper.trim()) ? literal(upper.trim()) : severalMethods(upper, path)
      return { code: 'method-malformed', path, message: `${quoted(name)} is not a method name`, fix, value: name }
    }
    if (isForbiddenMethod(name)) {
      const message = `no page can send ${upper}: browsers forbid it`
      return { code: 'method-forbidden', path, message, fix: `remove ${quoted(name)}`, value: name }
    }
    // Browsers send `patch` as it is written. Who lists it beside `PATCH` means it.
    const isMeant = list.includes(upper) && normalizeMethod(name) === name
    if (name !== upper && REGISTERED.includes(upper) && !isMeant) {
      const message = `methods are case-sensitive: ${quoted(name)} never matches ${upper}`
      return { code: 'method-lower-case', path, message, fix: quoted(upper), value: name }
    }
    return null
  },
}

/** `'PUT DELETE'` */
function severalMethods(text: string, path: string): string {
  const names = [...new Set(text.split(/[\s,;|]+/).filter((name) => name !== ''))]
  if (names.length < 2 || names.some((name) => !isMethod(name) || isForbiddenMethod(name))) return NAME_IT
  const list = names.map(literal).join(', ')
  return path.endsWith(']') ? list : `[${list}]`
}

const NAME_IT = "write a method name, like 'PUT'"
