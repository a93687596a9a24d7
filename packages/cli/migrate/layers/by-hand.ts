/** Headers of answers that are not only the middleware's. */
import type { Decision } from '../finding.ts'

/**
 * `written` or `taken`: by the app, where a middleware may have set them. `handed-on`: a proxy has them from its
 * target. `by-itself`: a package answers cross-origin requests with headers of its own. `raw`: the app answers past the
 * framework, and with it past the old middleware. `of-express`: middlewares of Express in an app of Fastify may do so.
 * `cleared`: a package takes all headers off some of its answers. `read`: the app asks whether the middleware has set
 * it. `outside`: a middleware answers while the handlers are not done. `named`: the app names it, and it is not seen
 * what for.
 */
type How =
  | 'written'
  | 'named'
  | 'taken'
  | 'cleared'
  | 'read'
  | 'outside'
  | 'handed-on'
  | 'by-itself'
  | 'raw'
  | 'of-express'

export interface HeaderByHand {
  /** In lower case. */
  readonly header: string
  readonly line: number
  readonly how: How
}

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
      `hands on the answers of another server: a ${header} of theirs won over this call; with corskit the policy wins`,
    instead:
      'cors moved by hand, if that server writes no Access-Control-* headers, or if the policy is meant for its answers too',
  },
  'by-itself': {
    says: (header) =>
      `loads a package that answers cross-origin requests by itself: its ${header} won over this call; with corskit the policy wins`,
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
