/**
 * The settings of a request: those that script gives, or those that an element has.
 * https://html.spec.whatwg.org/#create-a-potential-cors-request
 */
import { toHeaderList } from '../../protocol/headers-input.ts'
import { isCorsSafelistedRequestHeader } from '../../protocol/safelist.ts'
import type { EngineProfile } from '../words/engine-profile.ts'
import { type ElementInitiator, type Initiator, isElement } from '../words/initiator.ts'
import type { CacheMode, CredentialsMode, RequestInput, RequestMode } from '../words/request-input.ts'
import { typeOfBody } from './request-body.ts'

export interface RequestSettings {
  readonly initiator: Initiator
  readonly method: string
  readonly mode: RequestMode
  readonly credentials: CredentialsMode
  readonly cacheMode: CacheMode
  readonly accept: string
  /** Whether all bytes are asked for by a `Range`. */
  readonly asksForRange: boolean
}

export function settingsOf(input: RequestInput, profile: EngineProfile): RequestSettings {
  const { initiator = 'fetch', method = 'GET', mode = 'cors', credentials = 'same-origin', cache = 'default' } = input
  if (!isElement(initiator)) {
    return { initiator, method, mode, credentials, cacheMode: cache, accept: '*/*', asksForRange: false }
  }
  const isBeacon = initiator === 'beacon'
  const own = modeOf(initiator, input, profile)
  return {
    initiator,
    method: isBeacon ? 'POST' : 'GET',
    mode: own,
    // Without the attribute `crossorigin`, cookies are sent.
    credentials: isBeacon || own === 'no-cors' ? 'include' : credentials,
    cacheMode: isBeacon ? profile.beaconCacheMode : cacheModeOf(initiator),
    accept: profile.elementAccepts[initiator] ?? '*/*',
    asksForRange: profile.mediaAsksForRange && (initiator === 'audio' || initiator === 'video'),
  }
}

/**
 * Those that always use CORS: https://html.spec.whatwg.org/#fetch-a-single-module-script,
 * https://drafts.csswg.org/css-fonts-4/#font-fetching-requirements, https://html.spec.whatwg.org/#dom-eventsource
 */
const ALWAYS_CORS: ReadonlySet<ElementInitiator> = new Set(['module', 'font', 'eventsource'])

function modeOf(initiator: ElementInitiator, { body = null, mode }: RequestInput, profile: EngineProfile): RequestMode {
  if (initiator === 'font' && !profile.fontsUseCors) return 'no-cors'
  if (initiator === 'beacon') {
    // https://w3c.github.io/beacon/#sendbeacon-method, step 7
    const type = typeOfBody(body)
    return type === null || isCorsSafelistedRequestHeader('content-type', type) ? 'no-cors' : 'cors'
  }
  return mode ?? (ALWAYS_CORS.has(initiator) ? 'cors' : 'no-cors')
}

/** https://html.spec.whatwg.org/#dom-eventsource, step 12 */
const cacheModeOf = (initiator: ElementInitiator): CacheMode => (initiator === 'eventsource' ? 'no-store' : 'default')

/** https://html.spec.whatwg.org/#attr-script-integrity */
const WITH_INTEGRITY: ReadonlySet<ElementInitiator> = new Set(['script', 'module', 'stylesheet'])

/** The first thing that an element cannot ask for, in words; `null` where there is none. */
export function whatElementCannotAsk(input: RequestInput): string | null {
  const { initiator } = input
  if (!isElement(initiator)) return null
  const { body = null, cache, credentials, headers, integrity, method, mode, redirect, useCorsPreflight } = input
  const isBeacon = initiator === 'beacon'
  const ofIt = `as ${initiator}`
  if (method !== undefined && method !== (isBeacon ? 'POST' : 'GET')) return `method ${method} ${ofIt}`
  if (mode !== undefined && !modesOf(initiator).includes(mode)) return `mode ${mode} ${ofIt}`
  if (redirect !== undefined && redirect !== 'follow') return `redirect ${redirect} ${ofIt}`
  if (cache !== undefined && cache !== cacheModeOf(initiator)) return `cache ${cache} ${ofIt}`
  if (body !== null && !isBeacon) return `a body ${ofIt}`
  if (headers !== undefined && toHeaderList(headers).length > 0) return `headers ${ofIt}`
  if (useCorsPreflight === true) return `a preflight ${ofIt}`
  if (integrity !== undefined && !WITH_INTEGRITY.has(initiator)) return `integrity ${ofIt}`
  const isAnonymous = !isBeacon && (mode ?? modesOf(initiator)[0]) === 'cors'
  if (credentials === undefined || credentialsOf(initiator, isAnonymous).includes(credentials)) return null
  return `credentials ${credentials} ${ofIt}`
}

/** The first is the default. */
function modesOf(initiator: ElementInitiator): readonly RequestMode[] {
  // The body decides.
  if (initiator === 'beacon') return []
  return ALWAYS_CORS.has(initiator) ? ['cors'] : ['no-cors', 'cors']
}

function credentialsOf(initiator: ElementInitiator, isAnonymous: boolean): readonly CredentialsMode[] {
  if (!isAnonymous) return ['include']
  return initiator === 'font' ? ['same-origin'] : ['same-origin', 'include']
}
