/** What makes a request: a call of script, or an element. */

export type Initiator = 'fetch' | 'xmlhttprequest' | ElementInitiator

/**
 * What loads without a call of `fetch`: an element of HTML, a font face, an `EventSource`, `navigator.sendBeacon`. The
 * names are the standard's initiator types, where it has one; a `module` is a script of type `module`.
 * https://fetch.spec.whatwg.org/#request-initiator-type
 */
export type ElementInitiator =
  | 'img'
  | 'script'
  | 'module'
  | 'stylesheet'
  | 'font'
  | 'audio'
  | 'video'
  | 'eventsource'
  | 'beacon'

/** https://fetch.spec.whatwg.org/#concept-request-destination, as `Sec-Fetch-Dest` has it */
export type Destination = 'empty' | 'image' | 'script' | 'style' | 'font' | 'audio' | 'video'

const DESTINATIONS: Readonly<Record<ElementInitiator, Destination>> = {
  img: 'image',
  script: 'script',
  module: 'script',
  stylesheet: 'style',
  font: 'font',
  audio: 'audio',
  video: 'video',
  eventsource: 'empty',
  beacon: 'empty',
}

/** Every one of them. */
export const ELEMENT_INITIATORS = Object.keys(DESTINATIONS) as readonly ElementInitiator[]

/** Whether an element loads, and not a call of script. */
export const isElement = (initiator: string | undefined): initiator is ElementInitiator =>
  initiator !== undefined && Object.hasOwn(DESTINATIONS, initiator)

export const isInitiator = (value: string): value is Initiator =>
  value === 'fetch' || value === 'xmlhttprequest' || isElement(value)

export const destinationOf = (initiator: string): Destination =>
  isElement(initiator) ? DESTINATIONS[initiator] : 'empty'
