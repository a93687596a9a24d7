/**
 * Why an element or a stream cannot use an answer that CORS lets it load: its type or its status. The model has no
 * types.
 * https://fetch.spec.whatwg.org/#should-response-to-request-be-blocked-due-to-nosniff?
 * https://fetch.spec.whatwg.org/#should-response-to-request-be-blocked-due-to-mime-type?
 * https://html.spec.whatwg.org/multipage/webappapis.html#fetch-a-single-module-script, step 13
 * https://html.spec.whatwg.org/multipage/server-sent-events.html#sse-processing-model, step 15
 * https://github.com/annevk/orb#the-algorithm
 */
import type { Initiator, Outcome } from 'corskit/browser'
import { getHeader, type Header } from 'corskit/protocol'
import type { Doubt } from './doubt.ts'

/** https://mimesniff.spec.whatwg.org/#javascript-mime-type */
const JAVASCRIPT =
  /^(?:application\/(?:x-)?(?:ecma|java)script|text\/(?:(?:x-)?(?:ecma|java)script|javascript1\.[0-5]|jscript|livescript))$/
const NEVER_A_SCRIPT = /^(?:audio|image|video)\/|^text\/csv$/

/** @returns `null` where type and status are right, are not known or do not matter */
export function unusedDoubt({ exchanges, verdict }: Outcome, initiator: Initiator | undefined): Doubt | null {
  if (verdict !== 'allowed' && verdict !== 'opaque') return null
  const { headers = [], status = 0 } = exchanges.at(-1)?.response ?? {}
  const type = lastType(getHeader(headers, 'content-type') ?? '')
  const refused = statusRefusal(initiator, status)
  const why = refused ?? typeRefusal(initiator, type, isNosniff(headers), verdict)
  if (why === null) return null
  const short = refused === null ? 'but its type is wrong' : 'but its status is wrong'
  return { short, sentence: `But the browser does not use it: ${why}. This is not CORS.` }
}

/** Of several lines, the last one that is a type. https://fetch.spec.whatwg.org/#concept-header-extract-mime-type */
const lastType = (value: string) =>
  value
    .split(',')
    .map((one) => one.replace(/;.*/s, '').trim().toLowerCase())
    .findLast((one) => /^[^/\s]+\/[^/\s]+$/.test(one) && one !== '*/*') ?? ''

/** Images are shown whatever the status is. */
function statusRefusal(initiator: Initiator | undefined, status: number): string | null {
  if (initiator === 'eventsource' && status !== 200)
    return `its status is ${status}, and a stream of events has to have 200`
  const element = NEEDS_OK.get(initiator)
  if (element === undefined || (status >= 200 && status <= 299)) return null
  return `its status is ${status}, and ${element} has to have one from 200 to 299`
}

const NEEDS_OK: ReadonlyMap<Initiator | undefined, string> = new Map([
  ['script', 'a script'],
  ['module', 'a module'],
  ['stylesheet', 'a stylesheet'],
  ['font', 'a font'],
  ['audio', 'a sound'],
  ['video', 'a video'],
])

function typeRefusal(
  initiator: Initiator | undefined,
  type: string,
  nosniff: boolean,
  verdict: Outcome['verdict'],
): string | null {
  const named = type === '' ? 'it has no Content-Type' : `its Content-Type is ${type}`
  if (initiator === 'module' && !JAVASCRIPT.test(type)) return `${named}, and a module has to have one of JavaScript`
  if (initiator === 'eventsource' && type !== 'text/event-stream')
    return `${named}, and a stream of events has to have text/event-stream`
  if (initiator === 'script' && NEVER_A_SCRIPT.test(type)) return `${named}, which is never a script`
  const isOther =
    (initiator === 'script' && !JAVASCRIPT.test(type)) ||
    (initiator === 'stylesheet' && type !== 'text/css') ||
    (isMedia(initiator) && verdict === 'opaque' && IS_OF_A_PAGE.test(type))
  return isOther && nosniff ? `${named}, and X-Content-Type-Options is nosniff` : null
}

const isMedia = (initiator: Initiator | undefined) =>
  initiator === 'img' || initiator === 'audio' || initiator === 'video'
/** What opaque response blocking keeps from pages, where the server says that its type is true. */
const IS_OF_A_PAGE =
  /^text\/(?:html|plain|json|xml)$|^application\/(?:json|xml)$|^(?!image\/svg\+|application\/dash\+).*\+(?:json|xml)$/

/** Only the first value counts. https://fetch.spec.whatwg.org/#determine-nosniff */
const isNosniff = (headers: readonly Header[]) =>
  /^nosniff$/i.test((getHeader(headers, 'x-content-type-options') ?? '').split(',', 1)[0]?.trim() ?? '')
