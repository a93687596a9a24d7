/**
 * Decks: what cases are made of. Each has pairs of its own, so that a new deck changes no case of an old one, and
 * recordings stay valid.
 */

import { INTEGRITY_ALGORITHMS } from '../../packages/corskit/browser/checks/integrity.ts'
import { placesNames } from '../places.ts'
import { FACTORS, type Levels } from './factors.ts'

export type Deck = { readonly [Name in keyof Levels]: readonly Levels[Name][] }
export type DeckName = keyof typeof DECKS

/** The hash of nothing, by each algorithm. */
const [EMPTY_256, EMPTY_384, EMPTY_512] = Object.entries(INTEGRITY_ALGORITHMS).map(
  ([name, digest]) => `${name}-${digest}`,
)

/** What a page loads without a call of fetch. Its memory answers a second time, so each is asked for once. */
const ELEMENTS = {
  ...FACTORS,
  by: ['img', 'img', 'script', 'module', 'stylesheet', 'font', 'audio', 'video', 'eventsource', 'beacon'],
  method: [undefined],
  mode: ['cors', 'cors', 'no-cors'],
  credentials: ['same-origin', 'include'],
  redirect: [undefined],
  headers: ['none'],
  cache: [undefined],
  calls: ['once'],
} as const satisfies Deck

export const DECKS = {
  /** `fetch` between names that are neither secure nor loopback. */
  fetch: FACTORS,
  /** The same on https and on names of this machine: mixed content, secure contexts, downgrades. */
  places: { ...FACTORS, places: placesNames, page: ['normal', 'normal', 'sandboxed'], cache: [undefined] },
  /** `XMLHttpRequest`, which follows redirects in cors mode and has no cache mode. */
  xhr: {
    ...FACTORS,
    by: ['xhr', 'xhr', 'xhr-upload'],
    hops: [0, 0, 0, 1],
    headers: ['none', 'none', 'safelisted', 'custom', 'custom', 'authorization', 'forbidden', 'long-sum'],
    mode: [undefined],
    credentials: ['same-origin', 'include'],
    redirect: [undefined],
    referrerPolicy: [undefined],
    cache: [undefined],
  },
  /** What is given and what is left out, in every mixture. */
  defaults: {
    ...FACTORS,
    method: [undefined, undefined, 'GET', 'POST', 'PUT', 'patch'],
    mode: [undefined, undefined, 'cors', 'no-cors', 'same-origin'],
    credentials: [undefined, undefined, 'omit', 'same-origin', 'include'],
    redirect: [undefined, undefined, 'follow', 'manual', 'error'],
    referrer: [undefined, undefined, undefined, '', 'about:client', '{A}/other/page?q#f', '{B}/foreign'],
  },
  /**
   * Hashes that a body must have. The servers send empty bodies, since the model has none: the hash of nothing is right
   * everywhere.
   */
  integrity: {
    ...FACTORS,
    method: ['GET', 'GET', 'POST', 'PUT', 'HEAD'],
    mode: ['cors', 'no-cors', 'no-cors', 'same-origin', undefined],
    redirect: ['follow', 'follow', 'manual', 'manual', 'error'],
    // WebKit answers from its memory.
    cache: [undefined],
    integrity: [undefined, '', ' ', EMPTY_256, EMPTY_512, `${EMPTY_256} ${EMPTY_384}`],
  },
  /** What calls is a worker, whose script is its referrer. */
  workers: {
    ...FACTORS,
    page: ['worker', 'worker', 'blob-worker', 'blob'],
    referrer: [undefined, undefined, undefined, '', 'about:client'],
  },
  elements: ELEMENTS,
  /** The same at places without mixed content: there, images would go to https, and no server would answer. */
  'element-places': {
    ...ELEMENTS,
    places: placesNames.filter((places) => !places.startsWith('https-to')),
    page: ['normal', 'normal', 'sandboxed'],
  },
} satisfies Readonly<Record<string, Deck>>

export const deckNames = Object.keys(DECKS) as DeckName[]
