/** `methods`. https://fetch.spec.whatwg.org/#methods */
import { isForbiddenMethod, isMethod, normalizeMethod } from '../../protocol/method.ts'
import { checkNameList, type NameKind } from './check-names.ts'
import type { CheckedNames } from './checked-options.ts'
import { type Issue, quoted } from './issue.ts'
import { fixOfNames, namesIn } from './names-in-text.ts'

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
      const names = namesIn(upper)
      const isList = names.length > 0 && names.every((one) => isMethod(one))
      const { fix, leftOut } = isList ? fixOfNames(names, isForbiddenMethod, name, path) : { fix: NAME_IT, leftOut: '' }
      const message = `${quoted(name)} is not a method name${leftOut}`
      return { code: 'method-malformed', path, message, fix, value: name }
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

const NAME_IT = "write a method name, like 'PUT'"
