/** `Access-Control-Allow-Origin` is there, and its value is not the origin of this page. */
import type { Case } from '../case.ts'
import type { CauseRule, Finding } from '../words/cause-rule.ts'

const value = (seen: Case) => seen.header('access-control-allow-origin') ?? seen.parameter

/** Safari refuses a value and does not print it. */
const isValueTold = ({ evidence, isOnlyMessage }: Case) => !isOnlyMessage || evidence.message?.value !== undefined

/** The codes of a value that is one text and not this page's origin. */
const isOther = (seen: Case) => seen.check === 'AllowOriginMismatch' || seen.check === 'InvalidAllowOriginValue'

/** The lines of the header, when the answer was seen, and what stands in them. */
function valuesIn(seen: Case) {
  const headers = seen.refused?.response?.headers ?? []
  const lines = headers.filter(([name]) => name === 'access-control-allow-origin').map(([, text]) => text)
  const values = value(seen)
    .split(/[,\s]+/)
    .filter((one) => one !== '')
  return { lines, values, isRepeated: new Set(values).size < values.length }
}

const evidenceOf = (seen: Case) =>
  value(seen) === '' ? 'The console does not say the values' : `Access-Control-Allow-Origin is ${value(seen)}`

const sent = (seen: Case) =>
  seen.refused?.request.headers.find(([name]) => name === 'origin')?.[1] ??
  (isHiddenByRedirect(seen) ? 'null' : seen.origin) ??
  ''

/** What only a console line shows: a redirect from one foreign origin to another, or the page's own origin refused. */
function isHiddenByRedirect({ evidence: { message }, origin }: Case): boolean {
  if (message === null || origin === null) return false
  const [first, last] = [originOf(message.firstUrl), originOf(message.url)]
  const isHidden = first !== null && last !== null && first !== origin && first !== last
  return isHidden || message.value === origin
}

const originOf = (url: string | undefined) => (url !== undefined && URL.canParse(url) ? new URL(url).origin : null)

function parts(text: string): { scheme: string; host: string; port: string } | null {
  const match = /^([a-z][a-z0-9+.-]*):\/\/(\[[^\]]*\]|[^/:]+)(?::(\d+))?/i.exec(text)
  if (match === null) return null
  return { scheme: (match[1] ?? '').toLowerCase(), host: (match[2] ?? '').toLowerCase(), port: match[3] ?? '' }
}

const isLoopback = (host: string) => /^(localhost|127\.\d+\.\d+\.\d+|\[::1\]|0\.0\.0\.0)$/.test(host)

const told = (seen: Case) => [
  isValueTold(seen)
    ? `Access-Control-Allow-Origin is ${value(seen) === '' ? 'empty' : value(seen)}`
    : 'The console says that Access-Control-Allow-Origin does not allow the page; it does not say the value',
  ...(sent(seen) === '' ? [] : [`The request has Origin: ${sent(seen)}`]),
]

/** Whether it is the origin of some page. */
const perhaps = (text: string) => (parts(text) === null ? null : 'possible')

interface CauseWords {
  readonly id: string
  readonly title: string
  readonly symptom: string
  readonly sure: string
  readonly why: string
  readonly fix: string
  readonly fits: (value: string, origin: string, seen: Case) => boolean
  /** How sure it is by the value alone, where the page's origin is not known. */
  readonly alone: (value: string) => Finding['confidence'] | null
}

/** In this order: the first that matches is reported. */
const FORMS: readonly CauseWords[] = [
  {
    id: 'redirect-taints-origin',
    title: 'A redirect to a third origin turned Origin into null',
    symptom:
      "The 'Access-Control-Allow-Origin' header has a value 'https://app.example.com' that is not equal to the supplied origin, although they look the same.",
    sure: 'The last request has `Origin: null`, and a redirect between two other origins stands before it.',
    why: 'A redirect from one foreign origin to another hides who asked. The server that is reached then sees `null`.',
    fix: 'Call the last address directly, or redirect within one origin only. Do not allow `null`: every sandboxed frame has it.',
    fits: (_, origin, seen) =>
      origin === 'null' && seen.origin !== 'null' && (seen.exchanges.length > 1 || seen.isOnlyMessage),
    alone: perhaps,
  },
  {
    id: 'origin-empty',
    title: 'Access-Control-Allow-Origin is empty',
    symptom: "The 'Access-Control-Allow-Origin' header contains the invalid value ''.",
    sure: 'The header is there, without a value.',
    why: 'A variable of the environment is not set.',
    fix: 'Set the variable. Where no origin is allowed, leave the header out.',
    fits: (text) => text.trim() === '',
    alone: (text) => (text.trim() === '' ? 'certain' : null),
  },
  {
    id: 'origin-trailing-slash',
    title: 'The allowed origin ends with a slash',
    symptom:
      "The 'Access-Control-Allow-Origin' header has a value 'https://app.example.com/' that is not equal to the supplied origin.",
    sure: 'The value ends with `/`.',
    why: 'An origin is scheme, host and port. Browsers send it without a slash and compare it to the letter.',
    fix: 'Remove the slash from the configured origin.',
    fits: (text, origin) => text.startsWith(`${origin}/`),
    alone: (text) => (/^[a-z][a-z0-9+.-]*:\/\/[^/*]+\//i.test(text) ? 'likely' : null),
  },
  {
    id: 'origin-glob',
    title: 'The allowed origin has a * inside, which browsers do not know',
    symptom:
      "The 'Access-Control-Allow-Origin' header has a value 'https://*.example.com' that is not equal to the supplied origin.",
    sure: 'The value has a `*` beside other characters.',
    why: 'The header holds one origin or `*` alone. Patterns are for the server to match; it then answers with the origin that asked.',
    fix: 'Match the pattern on the server, and answer with the origin that was sent, and with `Vary: Origin`.',
    fits: (text) => text !== '*' && text.includes('*'),
    alone: (text) => (text !== '*' && text.includes('*') ? 'certain' : null),
  },
  {
    id: 'origin-without-scheme',
    title: 'The allowed origin has no scheme',
    symptom: "The 'Access-Control-Allow-Origin' header contains the invalid value 'app.example.com'.",
    sure: 'The value does not begin with `https://` or `http://`.',
    why: 'An origin begins with its scheme.',
    fix: 'Write the origin as the browser sends it: `https://app.example.com`.',
    fits: (text) => text !== 'null' && parts(text) === null,
    alone: (text) => (text !== 'null' && parts(text) === null ? 'certain' : null),
  },
  {
    id: 'origin-case',
    title: 'The allowed origin is written in other letters',
    symptom:
      "The 'Access-Control-Allow-Origin' header has a value 'https://App.example.com' that is not equal to the supplied origin.",
    sure: 'Value and origin differ only in upper and lower case.',
    why: 'Browsers send hosts in lower case, and compare to the letter.',
    fix: 'Write the origin in lower case.',
    fits: (text, origin) => text !== origin && text.toLowerCase() === origin.toLowerCase(),
    alone: (text) => (text !== text.toLowerCase() ? 'likely' : null),
  },
  {
    id: 'localhost-or-127',
    title: 'localhost and 127.0.0.1 are two origins',
    symptom:
      "The 'Access-Control-Allow-Origin' header has a value 'http://localhost:5173' that is not equal to the supplied origin, on a page at 127.0.0.1.",
    sure: 'One of them is `localhost`, the other `127.0.0.1` or `[::1]`, with the same port. A server that is silent for the one allows the other.',
    why: 'Browsers compare names and do not look where they lead.',
    fix: 'Open the page under the name that the server allows, or allow both.',
    fits: (text, origin) => {
      const [a, b] = [parts(text), parts(origin)]
      return (
        a !== null && b !== null && a.host !== b.host && isLoopback(a.host) && isLoopback(b.host) && a.port === b.port
      )
    },
    alone: (text) => (isLoopback(parts(text)?.host ?? '') ? 'possible' : null),
  },
  {
    id: 'origin-scheme',
    title: 'The allowed origin has another scheme',
    symptom:
      "The 'Access-Control-Allow-Origin' header has a value 'http://app.example.com' that is not equal to the supplied origin, on an https page.",
    sure: 'Host and port are equal; one is http, the other https.',
    why: 'http and https are two origins.',
    fix: 'Allow the origin with the scheme of the page.',
    fits: (text, origin) => {
      const [a, b] = [parts(text), parts(origin)]
      return a !== null && b !== null && a.host === b.host && a.scheme !== b.scheme
    },
    alone: perhaps,
  },
  {
    id: 'origin-port',
    title: 'The allowed origin has another port',
    symptom:
      "The 'Access-Control-Allow-Origin' header has a value 'http://localhost:3000' that is not equal to the supplied origin, on a page at port 5173.",
    sure: 'Scheme and host are equal; the ports are not.',
    why: 'The port is a part of the origin. A development server may have taken another port because its own was in use.',
    fix: 'Allow the port that stands in the address bar.',
    fits: (text, origin) => {
      const [a, b] = [parts(text), parts(origin)]
      return a !== null && b !== null && a.host === b.host && a.scheme === b.scheme && a.port !== b.port
    },
    alone: perhaps,
  },
]

const formOf = (text: string, origin: string, seen: Case) => FORMS.find(({ fits }) => fits(text, origin, seen))

/** Without the page's origin, which Firefox does not print, or without the value, which Safari does not print. */
function ofUnknown(form: CauseWords, seen: Case): Finding | null {
  const isHidden = seen.origin === 'null' && form.id === 'redirect-taints-origin'
  const confidence = isValueTold(seen) ? sureOfValue(form, value(seen)) : isHidden ? 'possible' : null
  if (confidence === null) return null
  const confirm = 'Compare it with the origin of the page, or run: corskit check URL --origin O'
  return { confidence, evidence: told(seen), ...(confidence === 'certain' ? {} : { confirm }) }
}

/** Whether this form of the value is the mistake; of a page that is not known, whether no page has such an origin. */
function isMistake(form: CauseWords, seen: Case): boolean {
  if (!isValueTold(seen)) return false
  const [text, origin] = [value(seen), sent(seen)]
  if (origin !== '') return form.fits(text, origin, seen)
  return form.alone(text) === 'certain'
}

/** A value that no page has as its origin says more than that it is another one. */
function sureOfAnother(seen: Case): Finding['confidence'] {
  if (!seen.isOnlyMessage) return 'certain'
  if (!isValueTold(seen)) return 'possible'
  return sent(seen) === '' && FORMS.some(({ alone }) => alone(value(seen)) === 'likely') ? 'possible' : 'likely'
}

/** How sure a cause is, when the page that was refused is not known. What no page has as its origin counts first. */
function sureOfValue(form: CauseWords, text: string): Finding['confidence'] | null {
  const wrong = FORMS.find(({ alone }) => alone(text) !== null && alone(text) !== 'possible')
  return wrong === undefined || wrong === form ? form.alone(text) : null
}

const isCached = (seen: Case) =>
  /hit/i.test(seen.header('x-cache') ?? seen.header('cf-cache-status') ?? '') || Number(seen.header('age') ?? 0) > 0

const hasVary = (seen: Case) => /origin|\*/i.test(seen.header('vary') ?? '')

export const ORIGIN_VALUE_CAUSES: readonly CauseRule[] = [
  ...FORMS.map(
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
        if (seen.check === 'MissingAllowOriginHeader') {
          const { near } = seen
          if (near === null || formOf(near.origin, sent(seen), seen) !== form) return null
          return {
            confidence: 'certain',
            evidence: [`${seen.answerLine}, without Access-Control-Allow-Origin`, seen.probeLine(near.name)],
          }
        }
        // Where a fresh query has the right value, a cache has given this one.
        if (!isOther(seen) || seen.allows('fresh-url')) return null
        const [text, origin] = [value(seen), sent(seen)]
        if (!isValueTold(seen) || origin === '') return ofUnknown(form, seen)
        if (formOf(text, origin, seen) !== form) return null
        return { confidence: 'certain', unless: ['fresh-url'], evidence: told(seen) }
      },
    }),
  ),
  {
    id: 'cached-for-another-origin',
    title: 'A cache serves the answer that was made for another page',
    layer: 'cdn',
    symptom:
      "The 'Access-Control-Allow-Origin' header has the value of another site of yours; it changes with who was first.",
    sure: 'The answer has `Age` or `X-Cache: Hit` and no `Vary: Origin`; with a query that nobody asked before it is right.',
    why: 'The server answers each origin with its own name and does not say so to caches.',
    fix: 'Send `Vary: Origin`, and let the cache keep copies by `Origin`. Then purge the cache.',
    remedy: 'vary-in-cache',
    find: (seen) => {
      if (seen.check !== 'AllowOriginMismatch') return null
      if (seen.allows('fresh-url'))
        return { confidence: 'certain', evidence: [...told(seen), seen.probeLine('fresh-url')] }
      if (value(seen) === 'null' || (seen.isOnlyMessage && !isValueTold(seen))) return null
      if (seen.isOnlyMessage)
        return FORMS.some((form) => isMistake(form, seen))
          ? null
          : { confidence: 'possible', evidence: told(seen), confirm: 'Ask with a query that nobody has used before.' }
      if (!isCached(seen) || hasVary(seen)) return null
      return {
        confidence: 'likely',
        evidence: [...told(seen), 'It comes from a cache, without Vary: Origin'],
        confirm: 'Ask with a query that nobody has used before.',
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
      if (!isOther(seen)) return null
      if (FORMS.some((form) => isMistake(form, seen)) || seen.allows('fresh-url')) return null
      return {
        confidence: isCached(seen) && !hasVary(seen) ? 'possible' : sureOfAnother(seen),
        unless: ['fresh-url'],
        evidence: told(seen),
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
      if (seen.check !== 'MultipleAllowOriginValues') return null
      const { lines, values, isRepeated } = valuesIn(seen)
      if (lines.length > 1)
        return {
          confidence: 'certain',
          evidence: [`The answer has ${lines.length} lines: ${lines.join(' and ')}`],
        }
      // A console, and some recordings, write two lines as one. A list that somebody has written does not have a *.
      const isMade = values.length > 0 && !isRepeated && !values.includes('*')
      if (isMade && lines.length === 1) return null
      return {
        confidence: isMade ? 'possible' : 'likely',
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
      if (seen.check !== 'MultipleAllowOriginValues') return null
      const { lines, values, isRepeated } = valuesIn(seen)
      if (lines.length > 1 || isRepeated) return null
      const isMade = values.length > 0 && !values.includes('*')
      if (isMade && lines.length === 1) return { confidence: 'certain', evidence: [evidenceOf(seen)] }
      return {
        confidence: isMade ? 'likely' : 'possible',
        evidence: [evidenceOf(seen)],
        confirm: 'Look whether the answer has the header on one line (curl -i).',
      }
    },
  },
]
