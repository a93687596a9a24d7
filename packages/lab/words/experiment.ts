/**
 * One or more calls of `fetch`, and the server that answers them: what scenes and myths are made of. The model runs it
 * everywhere; the lab's server runs it for real.
 */
import type {
  Engine,
  Exchange,
  ExchangeRequest,
  ExchangeResponse,
  NetworkPosition,
  Outcome,
  RequestInput,
} from 'corskit/browser'
import type { Picture } from './picture.ts'

export interface Call {
  readonly request: RequestInput
  /** Seconds after the first call; default 0. Preflights are kept from call to call. */
  readonly at?: number
  /** Above its part of the stage: `The page asks again, ten seconds later`. */
  readonly title?: string
}

/** The names of the actors on the stage. Default: the page, the browser, the server, each with its origin. */
export interface Cast {
  readonly page?: string
  readonly server?: string
  /** A page that is not the app's gets the fourth colour. */
  readonly pageIsEvil?: boolean
}

export interface FetchExperiment<Choice extends string = string> {
  readonly kind: 'fetch'
  readonly cast?: Cast
  readonly calls: (choice: Choice) => readonly Call[]
  /** Plays the server, once for each exchange. */
  readonly respond: (request: ExchangeRequest, choice: Choice) => ExchangeResponse
  /**
   * The cookies of the browser for this request, `session=ada`, or null. Asked only when the request has credentials.
   */
  readonly cookies?: (request: ExchangeRequest, choice: Choice) => string | null
  /** The engine to show, when engines differ. Default: the standard. */
  readonly engine?: Engine
  /** Where page and server stand, for Local Network Access. */
  readonly network?: (choice: Choice) => NetworkPosition
  /** What the server did: `50 moved to Mallory`, or null. Drawn on its lane. */
  readonly effect?: (exchange: Exchange, choice: Choice) => string | null
}

/**
 * What is not a call of `fetch`: a WebSocket, JSONP, curl, a shared cache. Drawn by hand, and marked so.
 */
export interface DrawnExperiment<Choice extends string = string> {
  readonly kind: 'drawn'
  readonly draw: (choice: Choice) => Picture
}

export type Experiment<Choice extends string = string> = FetchExperiment<Choice> | DrawnExperiment<Choice>

/** The result of an experiment. `outcomes` is empty when it was only drawn. */
export interface Played {
  readonly outcomes: readonly Outcome[]
  readonly picture: Picture
}
