/** The parts of an Express app and of its requests that the adapter reads. */
import type { NodeRequest } from '../shared/node-facts.ts'
import type { Params } from './express-params.ts'

type Handle = ((...given: never[]) => unknown) & { readonly stack?: readonly Layer[]; readonly mergeParams?: boolean }

/** Express 4 and 5 have one for each `use` and each route. */
export interface Layer {
  readonly handle: Handle
  /** That of the function that was given, where a tool has put another one around it. */
  readonly name?: unknown
  readonly route?: { readonly stack: readonly RouteLayer[] }
  /** The part of the path that matched, where `match` does not return it. */
  readonly path?: string
  readonly params?: Params
  /** Express 4 has it, where the part of the path that a layer takes may end before a dot too. */
  readonly regexp?: RegExp
  match(path: string): boolean | Match
}

export interface Match {
  readonly path: string
  readonly params?: Params
}

export interface RouteLayer {
  readonly handle: Handle
  readonly name?: unknown
  /** In lower case; `undefined` for `all`. */
  readonly method?: string
}

export interface ExpressRequest extends NodeRequest {
  readonly originalUrl?: string
  /** The part of the path that the outer routers matched. */
  readonly baseUrl?: string
  readonly params?: Params
  readonly app?: ExpressApp
}

export interface ExpressApp {
  /** The app in which this one is mounted. */
  readonly parent?: unknown
  /** The path of the app with that of its parents. */
  path?(): unknown
  /** Express 4. */
  readonly _router?: Router
  /** Express 5; Express 4 throws. */
  readonly router?: Router
}

interface Router {
  readonly stack?: readonly Layer[]
}
