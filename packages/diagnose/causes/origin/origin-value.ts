/** `Access-Control-Allow-Origin` is there, and its value is not the origin of this page. */
import type { Case } from '../../case.ts'
import { ASK_FRESH, isFreshAllowed, isOfAValue } from '../../probes/fresh-url.ts'
import { cacheLine, isFromCache } from '../../refused-origin.ts'
import type { CauseRule, Finding } from '../../words/cause-rule.ts'
import type { ProbeName } from '../../words/evidence.ts'
import { originOf } from '../../words/url-parts.ts'
import { ORIGIN_FORMS, type OriginForm } from './origin-forms.ts'
import { isRefusedAsNoOrigin, isWrittenList, leftBehind } from './written-values.ts'

const value = (seen: Case) => seen.header('access-control-allow-origin') ?? seen.parameter

/** Safari refuses a value and does not print it. */
const isValueTold = ({ evidence, isOnlyMessage }: Case) => !isOnlyMessage || evidence.message?.value !== undefined

/** The codes of a value that is one text and not this page's origin. */
const isOther = (seen: Case) =>
  seen.check === 'AllowOriginMismatch' || seen.check === 'InvalidAllowOriginValue' || isOneWithSpaces(seen)

/** `[object Object]` and `{{ ORIGIN }}` have a space, which browsers take for the end of a value. */
const isOneWithSpaces = (seen: Case) =>
  seen.check === 'MultipleAllowOriginValues' && linesOf(seen).length <= 1 && leftBehind(value(seen)) !== null

const isMoreThanOne = (seen: Case) => seen.check === 'MultipleAllowOriginValues' && !isOneWithSpaces(seen)

const linesOf = (seen: Case) =>
  (seen.refused?.response?.headers ?? []).filter(([name]) => name === 'access-control-allow-origin')

/** The lines of the header, when the answer was seen, and what stands in them. */
function valuesIn(seen: Case) {
  const lines = linesOf(seen).map(([, text]) => text)
  const values = value(seen)
    .split(/[,\s]+/)
    .filter((one) => one !== '')
  const isRepeated = new Set(values).size < values.length
  // A console, and some recordings, write two lines as one. A list that somebody has written does not have a *.
  return { lines, isRepeated, isList: values.length > 0 && !isRepeated && !values.includes('*') }
}

const evidenceOf = (seen: Case) =>
  value(seen) === '' ? 'The console does not say the values' : `Access-Control-Allow-Origin is ${value(seen)}`

const sent = (seen: Case) =>
  seen.refused?.request.headers.find(([name]) => name === 'origin')?.[1] ??
  (isHiddenByRedirect(seen) ? 'null' : seen.origin) ??
  ''

/** What only a console line shows: a redirect from one foreign origin to another, or the page's own origin refused. */
function isHiddenByRedirect(seen: Case): boolean {
  const { evidence, origin } = seen
  const { message } = evidence
  if (message === null || origin === null) return false
  const [first, last] = [originOf(message.firstUrl ?? ''), originOf(message.url ?? '')]
  const isHidden = first !== null && last !== null && first !== origin && first !== last
  return isHidden || (message.value === origin && !isRefusedAsNoOrigin(seen))
}

const told = (seen: Case) => [
  isValueTold(seen)
    ? `Access-Control-Allow-Origin is ${value(seen) === '' ? 'empty' : value(seen)}`
    : 'The console says that Access-Control-Allow-Origin does not allow the page; it does not say the value',
  ...originLine(seen),
]

function originLine(seen: Case): string[] {
  if (sent(seen) === '') return []
  if (!seen.isOnlyMessage || !isHiddenByRedirect(seen)) return [`The request has Origin: ${sent(seen)}`]
  const { firstUrl, url } = seen.evidence.message ?? {}
  return firstUrl === undefined
    ? ['It is the page’s own origin and was refused, so the request had another Origin']
    : [`${firstUrl} was redirected to ${url}, so the request there had Origin: null`]
}

const toldAs = ({ meaning }: OriginForm, seen: Case) => [...told(seen), meaning?.(value(seen), sent(seen)) ?? '']

const formOf = (text: string, origin: string, seen: Case) => ORIGIN_FORMS.find(({ fits }) => fits(text, origin, seen))

/** The mistake of an origin in the configuration, of which a program complains. */
const formWritten = (text: string) => ORIGIN_FORMS.find((form) => isWritten(form, text))

/** Without the page's origin, which Firefox does not print, or without the value, which Safari does not print. */
function ofUnknown(form: OriginForm, seen: Case): Finding | null {
  const isHidden = seen.origin === 'null' && form.id === 'redirect-taints-origin'
  const confidence = isValueTold(seen) ? sureOfValue(form, value(seen)) : isHidden ? 'possible' : null
  if (confidence === null) return null
  const confirm = 'Compare it with the origin of the page, or run: corskit check URL --origin O'
  return { confidence, evidence: toldAs(form, seen), ...(confidence === 'certain' ? {} : { confirm }) }
}

/** Whether this form of the value is the mistake; of a page that is not known, whether no page has such an origin. */
function isMistake(form: OriginForm, seen: Case): boolean {
  if (!isValueTold(seen)) return false
  const [text, origin] = [value(seen), sent(seen)]
  if (origin !== '') return form.fits(text, origin, seen)
  return form.alone(text) === 'certain'
}

/** A value that no page has as its origin says more than that it is another one. */
function sureOfAnother(seen: Case): Finding['confidence'] {
  if (!seen.isOnlyMessage) return 'certain'
  if (!isValueTold(seen)) return 'possible'
  return sent(seen) === '' && ORIGIN_FORMS.some(({ alone }) => alone(value(seen)) === 'likely') ? 'possible' : 'likely'
}

/** How sure a cause is, when the page that was refused is not known. What no page has as its origin counts first. */
function sureOfValue(form: OriginForm, text: string): Finding['confidence'] | null {
  const wrong = ORIGIN_FORMS.find(({ alone }) => alone(text) !== null && alone(text) !== 'possible')
  return wrong === undefined || wrong === form ? form.alone(text) : null
}

const NULL =
  'null is the origin of sandboxed frames and of files, and how some programs write a variable that is not set'

/** Somebody wrote a value that no page has as its origin; any other may be that of the page that came first. */
const isWritten = ({ alone }: OriginForm, text: string) => ['certain', 'likely'].includes(alone(text) ?? '')

const unlessACopy = (form: OriginForm, seen: Case): readonly ProbeName[] =>
  seen.isOnlyMessage && isWritten(form, value(seen)) ? [] : ['fresh-url']

/** What the cache says, where it says something. */
const cacheLines = (seen: Case) => (isFromCache(seen) ? [`It comes from a cache: ${cacheLine(seen)}`] : [])

const hasVary = (seen: Case) => /origin|\*/i.test(seen.header('vary') ?? '')

export const ORIGIN_VALUE_CAUSES: readonly CauseRule[] = [
  ...ORIGIN_FORMS.map(
    (form): CauseRule => ({
      id: form.id,
      title: form.title,
      layer: form.id === 'redirect-taints-origin' ? 'proxy' : 'app',
      symptom: form.symptom,
      sure: form.sure,
      why: form.why,
      fix: form.fix,
      remedy: form.id === 'redirect-taints-origin' ? 'none' : 'allow-request',
      find: (seen) => {
        const { said } = seen.evidence
        if (said?.kind === 'origin-written')
          return formWritten(said.detail) === form ? { confidence: 'certain', evidence: [said.line] } : null
        if (seen.check === 'MissingAllowOriginHeader') {
          const { near } = seen
          if (near === null || formOf(near.origin, sent(seen), seen) !== form) return null
          return {
            confidence: 'certain',
            evidence: [`${seen.answerLine}, without Access-Control-Allow-Origin`, seen.probeLine(near.name)],
          }
        }
        const [text, origin] = [value(seen), sent(seen)]
        // Where a fresh query has the right value, a cache has given this one, unless it is the origin of no page.
        if (!isOther(seen) || isWrittenList(text) || (isFreshAllowed(seen) && !isWritten(form, text))) return null
        if (!isValueTold(seen) || origin === '') return ofUnknown(form, seen)
        const first = formOf(text, origin, seen)
        // Behind a redirect that taints the origin, a value of no page is a second mistake.
        const isSecond = first?.id === 'redirect-taints-origin' && sureOfValue(form, text) === 'certain'
        if (first !== form && !isSecond) return null
        const confidence = isRefusedAsNoOrigin(seen) ? 'likely' : 'certain'
        return { confidence, unless: unlessACopy(form, seen), evidence: toldAs(form, seen) }
      },
    }),
  ),
  {
    id: 'cached-for-another-origin',
    title: 'A cache serves the answer that was made for another page',
    layer: 'cdn',
    symptom:
      "The 'Access-Control-Allow-Origin' header has the value of another site of yours; it changes with who was first.",
    sure: 'With a query that nobody asked before, the value is right. Many caches say that they answered (`Age`, `X-Cache`, `Cache-Status`…), and some do not.',
    why: 'The server answers each origin with its own name and does not say so to caches.',
    fix: 'Send `Vary: Origin`, and let the cache keep copies by `Origin`. Then purge the cache.',
    remedy: 'vary-in-cache',
    find: (seen) => {
      if (!isOfAValue(seen)) return null
      if (isFreshAllowed(seen))
        return {
          confidence: 'certain',
          isOfCopy: true,
          evidence: [...told(seen), ...cacheLines(seen), seen.probeLine('fresh-url')],
        }
      if (seen.check !== 'AllowOriginMismatch') return null
      if (value(seen) === 'null' || (seen.isOnlyMessage && !isValueTold(seen))) return null
      if (seen.isOnlyMessage)
        return ORIGIN_FORMS.some((form) => isMistake(form, seen))
          ? null
          : { confidence: 'possible', evidence: told(seen), confirm: ASK_FRESH }
      if (!isFromCache(seen) || hasVary(seen)) return null
      return {
        confidence: 'likely',
        evidence: [...told(seen), ...cacheLines(seen), 'It has no Vary: Origin'],
        confirm: ASK_FRESH,
      }
    },
  },
  {
    id: 'another-origin-allowed',
    title: 'The server allows another page, and not this one',
    layer: 'app',
    symptom:
      "The 'Access-Control-Allow-Origin' header has a value 'https://other.example.com' that is not equal to the supplied origin.",
    sure: 'The value is an origin of its own, whoever asks.',
    why: 'One origin was written into the configuration. The header cannot hold a list; the server has to answer with the one that asked.',
    fix: 'Add the page’s origin to the list of the server.',
    remedy: 'allow-request',
    find: (seen) => {
      if (!isOther(seen) || isWrittenList(value(seen))) return null
      if (ORIGIN_FORMS.some((form) => isMistake(form, seen)) || isFreshAllowed(seen)) return null
      return {
        confidence: isFromCache(seen) && !hasVary(seen) ? 'possible' : sureOfAnother(seen),
        unless: ['fresh-url'],
        evidence: [...told(seen), isValueTold(seen) && value(seen) === 'null' ? NULL : ''],
      }
    },
  },
  {
    id: 'two-layers-add-headers',
    title: 'Two layers add Access-Control-Allow-Origin',
    layer: 'proxy',
    symptom: "The 'Access-Control-Allow-Origin' header contains multiple values '*, *', but only one is allowed.",
    sure: 'The answer has the header on two lines. Asked directly, behind the proxy, the app sends one.',
    why: 'A proxy (or a second middleware, or an extension of the browser) adds the header although the app has added it already. Even equal values fail.',
    fix: 'Let one layer own CORS: remove it from the other, or let the proxy hide the app’s header.',
    remedy: 'one-layer',
    find: (seen) => {
      if (!isMoreThanOne(seen) || isFreshAllowed(seen)) return null
      const { lines, isList } = valuesIn(seen)
      if (lines.length > 1)
        return {
          confidence: 'certain',
          unless: ['fresh-url'],
          evidence: [`The answer has ${lines.length} lines: ${lines.join(' and ')}`],
        }
      if (isList && lines.length === 1) return null
      return {
        confidence: isList ? 'possible' : 'likely',
        evidence: [evidenceOf(seen)],
        confirm: 'Look whether the answer has the header on two lines (curl -i), or ask the app without the proxy.',
      }
    },
  },
  {
    id: 'origin-list-in-one-header',
    title: 'A list of origins stands in one header',
    layer: 'app',
    symptom:
      "The 'Access-Control-Allow-Origin' header contains multiple values 'https://a.example, https://b.example', but only one is allowed.",
    sure: 'The answer has one line with several different values.',
    why: 'The header holds one origin. A list is for the server, which answers with the one that asked.',
    fix: 'Keep the list on the server, answer with the origin that was sent if it is on it, and send `Vary: Origin`.',
    remedy: 'allow-request',
    find: (seen) => {
      if (isOther(seen) && isWrittenList(value(seen))) return { confidence: 'certain', evidence: [evidenceOf(seen)] }
      if (!isMoreThanOne(seen) || isFreshAllowed(seen)) return null
      const { lines, isRepeated, isList } = valuesIn(seen)
      if (lines.length > 1 || isRepeated) return null
      if (isList && lines.length === 1)
        return { confidence: 'certain', unless: ['fresh-url'], evidence: [evidenceOf(seen)] }
      return {
        confidence: isList ? 'likely' : 'possible',
        evidence: [evidenceOf(seen)],
        confirm: 'Look whether the answer has the header on one line (curl -i).',
      }
    },
  },
]
