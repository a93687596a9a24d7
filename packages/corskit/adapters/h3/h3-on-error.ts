/**
 * Puts the headers on the response of an app's own `onError`: h3 adds the staged headers to every response except that
 * one. Nitro always has an `onError`.
 */
import type { Answer } from '../../policy/answers/answer.ts'
import { applyToResponse } from '../shared/web-response.ts'
import { headersOfError } from './h3-error-headers.ts'

// biome-ignore lint/suspicious/noExplicitAny: the error and the event are h3's own, and only passed on
type OnError = (error: any, event: any) => unknown

/** What of h3's app is used. */
export interface H3AppLike {
  readonly config: { readonly onError?: OnError | undefined }
}

/** Puts the answer wherever h3 takes headers from that go over those of the response. */
type PutOn<Event> = (event: Event, response: Response, answer: Answer) => Response

const answers = new WeakMap<object, Answer>()
const keeping = new WeakSet<OnError>()

/** What the answer to this event adds, should its app's `onError` make a response. */
export function keepOnError(event: { readonly app?: H3AppLike | undefined }, answer: Answer): void {
  if (event.app?.config.onError !== undefined) answers.set(event, answer)
}

/**
 * The adapter first sees the app with its first request. Then it replaces `onError` by a function that calls the given
 * one, and adds to its response. h3 reads the configuration as soon as the first middleware has given its promise, so
 * this is called before anything that takes time.
 */
export function replaceOnError<Event extends object>(app: H3AppLike | undefined, put: PutOn<Event>): void {
  const config = app?.config
  const given = config?.onError
  if (config === undefined || given === undefined || keeping.has(given)) return
  const onError: OnError = async (error, event) => {
    const made = await given.call(config, error, event)
    const answer = answers.get(event)
    if (answer === undefined) return made
    if (made instanceof Response) return put(event, applyToResponse(made, answer), answer)
    // h3 makes the response of the error, which `onError` may have changed.
    headersOfError(error)?.leaveTo(answer)
    return made
  }
  keeping.add(onError)
  if (Reflect.set(config, 'onError', onError)) return
  // `serve` of h3 freezes the configuration, and not the app. Where neither can be changed, the responses of `onError`
  // do not have the headers.
  Reflect.set(app as object, 'config', Object.freeze({ ...config, onError }))
}
