/** Headers of answers that are not only the middleware's. */
import type { AnswersToo, Decision, Sighting } from '../finding.ts'

/**
 * `written` or `taken`: by the app, where a middleware may have set them. `handed-on`: a proxy has them from its
 * target. `layer`, `by-itself` and `configured`: other code answers cross-origin requests too. `raw`: the app answers
 * past the framework, and with it past the old middleware. `of-express`: middlewares of Express in an app of Fastify
 * may do so. `cleared`: a package takes all headers off some of its answers. `read`: the app asks whether the
 * middleware has set it. `outside`: a middleware answers while the handlers are not done. `named`: the app names it,
 * and it is not seen what for.
 */
type How =
  | 'written'
  | 'named'
  | 'taken'
  | 'cleared'
  | 'read'
  | 'outside'
  | 'handed-on'
  | AnswersToo
  | 'raw'
  | 'of-express'

export interface HeaderByHand {
  /** In lower case. */
  readonly header: string
  readonly line: number
  readonly how: How
}

/** What else answers the requests of a middleware, as far as it is known by its sightings. */
export const answersOf = (sightings: readonly Sighting[]): HeaderByHand[] =>
  sightings.flatMap(({ code, line, how }) =>
    how === undefined || code === 'options-for-elsewhere' ? [] : { header: 'access-control-allow-origin', line, how },
  )

/** What the app did past the middleware won over it; with corskit it does not. */
export function handWrittenBeside(
  layer: { readonly line: number },
  place: string,
  { header, how }: HeaderByHand,
): Decision {
  const { says, instead } = SAYINGS[how]
  return { code: 'two-layers', line: layer.line, message: `${place} ${says(header)}`, instead }
}

const SAYINGS: Readonly<Record<How, { readonly says: (header: string) => string; readonly instead: string }>> = {
  written: {
    says: (header) =>
      `writes ${header} by hand, which won over this call; with corskit the policy wins, so what is allowed would change`,
    instead: 'take the headers that are written by hand out first, or this call, whichever is not meant',
  },
  named: {
    says: (header) =>
      `names ${header}, and it is not seen what for: if the app writes the header by this name, or takes it away, that won over this call; with corskit the policy wins`,
    instead:
      'take the headers that are written by hand out first, or this call, whichever is not meant; if the name is only read, cors moved by hand',
  },
  read: {
    says: (header) =>
      `looks for ${header} on the answer, where this call has set it already; corskit/hono sets it when the handlers are done`,
    instead: 'cors moved by hand, and a test of the request’s Origin in the place of that line',
  },
  taken: {
    says: (header) =>
      `takes ${header} off answers that this call has set it on; with corskit the policy wins, and the header stays`,
    instead: 'cors only on the routes that pages may call, and no line that takes its headers away',
  },
  cleared: {
    says: (header) =>
      `loads a package that takes all headers off some of its answers, also the ${header} that this call has set; with corskit the header stays`,
    instead:
      "cors moved by hand, if pages may read these answers too (the errors of send, the 304 of hono/etag); of send, .on('error', …) that answers itself",
  },
  outside: {
    says: (header) =>
      `loads hono/timeout, whose answers had the ${header} that this call had set; corskit/hono sets it when the handlers are done`,
    instead: 'cors moved by hand, and put in front of the timeout: then its answers have the headers',
  },
  'handed-on': {
    says: (header) =>
      `hands on the answers of another server: an ${header} of theirs won over this call; with corskit the policy wins`,
    instead:
      'cors moved by hand, if that server writes no Access-Control-* headers, or if the policy is meant for its answers too',
  },
  layer: {
    says: () =>
      'answers cross-origin requests too, and one request may come to both: the outer one of the two answers preflights, the inner one sets the headers of the answer; with corskit this call rules both',
    instead: 'one of them, with the options that are meant; or cors moved by hand, when no request comes to both',
  },
  configured: {
    says: (header) =>
      `sets ${header} for the whole framework, also where this call sets none (an origin that it refuses); with corskit the policy wins`,
    instead: 'the headers taken out of the configuration; or cors moved by hand, if they are for other paths',
  },
  'by-itself': {
    says: (header) =>
      `has something that answers cross-origin requests by itself: its ${header} won over this call; with corskit the policy wins`,
    instead:
      'cors moved by hand, if the policy is meant for the answers of that package too; else only on the other routes',
  },
  raw: {
    says: () =>
      'answers past the framework, so without the headers of this call; with corskit such answers have them too',
    instead: 'cors moved by hand, if pages may read these answers; else cors only on the other routes',
  },
  'of-express': {
    says: () =>
      'loads middlewares of Express, whose answers do not pass this call; with corskit such answers have its headers too',
    instead: 'cors moved by hand, if pages may read these answers; else cors only on the other routes',
  },
}
