/** `methods`. https://fetch.spec.whatwg.org/#methods */
import { asciiUpperCase, isForbiddenMethod, isMethod, normalizeMethod } from '../../protocol/method.ts'
import { checkNameList, type NameKind } from './check-names.ts'
import type { CheckedNames } from './checked-options.ts'
import { type Issue, quoted } from './issue.ts'
import { fixOfNames, namesIn } from './names-in-text.ts'

/**
 * Methods that are registered in upper case, and those that Node's server knows. Browsers upper-case some of them
 * (`put`) and send others as they are written (`patch`). So `put` in a policy can never match, and `patch` is another
 * method than `PATCH`. https://fetch.spec.whatwg.org/#concept-method-normalize
 */
const REGISTERED: ReadonlySet<string> = new Set(
  'ACL BASELINE-CONTROL BIND CHECKIN CHECKOUT COPY DELETE GET HEAD LABEL LINK LOCK M-SEARCH MERGE MKACTIVITY MKCALENDAR MKCOL MKREDIRECTREF MKWORKSPACE MOVE NOTIFY OPTIONS ORDERPATCH PATCH POST PROPFIND PROPPATCH PURGE PUT QUERY REBIND REPORT SEARCH SOURCE SUBSCRIBE UNBIND UNCHECKOUT UNLINK UNLOCK UNSUBSCRIBE UPDATE UPDATEREDIRECTREF VERSION-CONTROL'.split(
    ' ',
  ),
)

export function checkMethods(given: unknown, issues: Issue[], warnings: Issue[]): CheckedNames {
  const odd: Issue[] = []
  const checked = checkNameList(given, METHODS, issues, odd)
  // Who lists `patch` beside `PATCH` means both.
  const names = new Set(checked.names)
  const isMeant = ({ code, value }: Issue) => code === 'method-lower-case' && names.has(asciiUpperCase(value as string))
  warnings.push(...odd.filter((warning) => !isMeant(warning)))
  return checked
}

const METHODS: NameKind = {
  option: 'methods',
  example: 'PUT',
  duplicate: 'method-duplicate',
  normalize: (name) => name,
  check(name, path) {
    if (!isMethod(name)) {
      const names = methodsIn(name)
      const { fix, leftOut } =
        names === null ? { fix: NAME_IT, leftOut: '' } : fixOfNames(names, isForbiddenMethod, name, path)
      const message = `${quoted(name)} is not a method name${leftOut}`
      return { code: 'method-malformed', path, message, fix, value: name }
    }
    const upper = asciiUpperCase(name)
    if (isForbiddenMethod(name)) {
      const message = `no page can send ${upper}: browsers forbid it`
      return { code: 'method-forbidden', path, message, fix: `remove ${quoted(name)}`, value: name }
    }
    if (normalizeMethod(name) === name) return null
    const message = `methods are case-sensitive: ${quoted(name)} never matches ${upper}`
    return { code: 'method-lower-case', path, message, fix: quoted(upper), value: name }
  },
  warn(name, path) {
    const upper = asciiUpperCase(name)
    if (name === upper || !REGISTERED.has(upper)) return null
    const message = `browsers send ${quoted(name)} as script writes it, which is another method than ${upper}`
    return { code: 'method-lower-case', path, message, fix: quoted(upper), value: name }
  },
}

const NAME_IT = "write a method name, like 'PUT'"

/**
 * The methods that a text names, or `null` where a word in it may be something else: `PUT and DELETE`, `PUT # comment`.
 * Commas separate any names; spaces only names that are registered.
 */
function methodsIn(text: string): readonly string[] | null {
  const parts = text.split(/[,;|]/).map(namesIn)
  const names = [...new Set(parts.flat().map(inUpperCase))]
  const areClear = parts.every((part) => part.every((name) => (part.length > 1 ? isKnown(name) : isPlain(name))))
  const isOne = names.length === 1 && /^[A-Za-z][\w-]*$/.test(names[0] as string)
  return names.length > 0 && (areClear || isOne) ? names : null
}

const isKnown = (name: string) => REGISTERED.has(asciiUpperCase(name)) || isForbiddenMethod(name)
/** In upper case, or with a hyphen: `and` is neither. */
const isPlain = (name: string) => /^[A-Z][A-Z0-9_-]*$|^[A-Za-z]\w*-[\w-]*$/.test(name) || isKnown(name)
const inUpperCase = (name: string) => (isKnown(name) ? asciiUpperCase(name) : name)
