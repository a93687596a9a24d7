/** What a page can say about an element, and what its servers answer with. */
import type { ElementInitiator } from 'corskit/browser'
import { typeOfAsset } from '../elements.ts'
import type { CallInit, ServedResponse, ServedResponses } from '../scenario.ts'
import type { Levels } from './factors.ts'
import { bodyOf } from './generate-body.ts'
import type { Random } from './random.ts'

/** Those that have an attribute `referrerpolicy`. */
const WITH_REFERRER_POLICY: ReadonlySet<ElementInitiator> = new Set(['img', 'script', 'module', 'stylesheet'])

export function elementInit(way: ElementInitiator, levels: Levels, random: Random): CallInit {
  const { mode = 'cors', credentials = 'same-origin', referrerPolicy } = levels
  const policy = WITH_REFERRER_POLICY.has(way) && referrerPolicy !== undefined ? { referrerPolicy } : {}
  switch (way) {
    case 'beacon': {
      const body = bodyOf(levels.body, random)
      return body === undefined
        ? { method: 'POST', credentials: 'include' }
        : { method: 'POST', credentials: 'include', body }
    }
    case 'font':
      return { mode: 'cors', credentials: 'same-origin' }
    case 'module':
    case 'eventsource':
      return { mode: 'cors', credentials, ...policy }
    default:
      return { mode, credentials: mode === 'cors' ? credentials : 'include', ...policy }
  }
}

/**
 * The same answers with something that the element can use, and status 200 but for redirects: which ones an element
 * takes is not a matter of CORS.
 */
export function withAsset(way: ElementInitiator, { pre, act }: ServedResponses): ServedResponses {
  const asset = [act]
    .flat()
    .map((answer) => (answer === undefined || 'drop' in answer ? answer : usable(answer, way)))[0]
  return { ...(pre === undefined ? {} : { pre }), ...(asset === undefined ? {} : { act: asset }) }
}

type Answer = Exclude<ServedResponse, { drop: true }>

function usable(answer: Answer, way: ElementInitiator): Answer {
  const isRedirect = (answer.headers ?? []).some(([name]) => name.toLowerCase() === 'location')
  const status = isRedirect ? answer.status : 200
  // Of two locations, WebKit makes one that nobody answers.
  const headers = (answer.headers ?? []).filter(
    ([name], index, all) =>
      name.toLowerCase() !== 'content-type' &&
      (name.toLowerCase() !== 'location' || index === all.findIndex(([other]) => other === name)),
  )
  return { ...answer, status, headers: [...headers, ['Content-Type', typeOfAsset(way)]], asset: way }
}
