/** What the adapter for h3 takes from it, and gives to it. */
import type { H3AppLike } from './h3-on-error.ts'

/** The event of h3, as far as it is used here. */
export interface H3EventLike {
  readonly req: Request
  /**
   * h3 adds `headers` to what the handler gave, and `errHeaders` to an error. The h3 of Nitro 3.0.0 has only `headers`,
   * for both.
   */
  readonly res: { readonly headers: Headers; readonly errHeaders?: Headers }
  readonly app?: H3AppLike | undefined
}

/** What `app.use` takes in h3. */
export type H3Middleware<Event extends H3EventLike = H3EventLike> = (
  event: Event,
  next: () => unknown,
) => Promise<unknown>
