/**
 * Refusals in the words of the people who wrote the server: the error that a callback of `cors`, `@fastify/cors` or
 * Nest’s `enableCors` hands on, in a log or in the body of the answer.
 */
import type { SaidKind } from '../../words/said-line.ts'
import { ADDRESS, REFUSED_IN_MIDDLEWARE } from './middleware-stacks.ts'

const QUOTE = '["\'`(\\[]?'
const PAGE = `${QUOTE}(?<page>${ADDRESS}|null)["'\`)\\]]?`
/** An address with a path is that of a request, and not a page’s origin. */
const ORIGIN = `${QUOTE}(?<page>[a-z][a-z+.-]{1,30}://[^\\s'"\`\\])<>/]{1,300})(?![^\\s'"\`\\])<>])`
const CORS = '(?:CORS|cors|Cors)\\b'
const REFUSED = '(?:blocked|rejected|denied|refused|forbidden|disallowed|restricts|not allowed|not permitted)'

/** They stand behind the sentences of programs, which say more, and which are near to some of these. */
export const OWN_REFUSAL_FORMS: readonly (readonly [kind: SaidKind, source: string])[] = [
  ['refused-by-server', `(?:[Oo]rigin:? )?${PAGE} (?:is )?(?<detail>not allowed by ${CORS}(?: policy)?)`],
  [
    'refused-by-server',
    `(?<detail>(?:[Oo]rigin (?:is )?n|N)ot allowed by ${CORS}(?: policy)?)(?:(?::| from| for) (?:[Oo]rigin:? )?${PAGE})?`,
  ],
  // Safari and old Chrome go on with `by Access-Control-Allow-Origin`, and Chrome after `therefore` with `access`.
  [
    'refused-by-server',
    `[Oo]rigin:? ${PAGE} (?:is )?(?<detail>not (?:allowed|permitted|authorized|trusted|whitelisted)|blocked|rejected|denied|forbidden)\\b(?! by (?:Access-Control|CORS policy:)| access)`,
  ],
  ['refused-by-server', `(?<detail>[Oo]rigin (?:is |was )?${REFUSED}): ${PAGE}`],
  ['refused-by-server', '\\b(?<detail>Origin (?:is )?not allowed)(?=[.!]?["\']?\\s{0,3}(?:\\n|$|[,}]))'],
  [
    'refused-by-server',
    `\\bCORS\\b[A-Za-z ]{0,40}?\\b(?<detail>${REFUSED})\\b[A-Za-z ]{0,60}?\\b(?:[Oo]rigin|for):? ${PAGE}`,
  ],
  ['refused-by-server', `(?<detail>[Bb]locked by ${CORS}(?: [Pp]olicy)?): ${ORIGIN}`],
  ['refused-by-server', `\\b(?<detail>CORS ${REFUSED}):? ${ORIGIN}`],
  [
    'refused-by-server',
    `(?<detail>CORS policy for this \\w{1,30} (?:does not|doesn'?t)\\s{1,9}allow access from)(?: the (?:specified|particular) [Oo]rigin)?(?:\\.? \\[?|: )?(?:[Oo]rigin:? )?(?:${PAGE})?`,
  ],
  ['refused-by-server', `(?<detail>[Aa]ccess not allowed from (?:the specified|this) [Oo]rigin)(?:: ${PAGE})?`],
  [
    'refused-by-server',
    `(?:(?:Error|Exception):|ExceptionsHandler\\]) (?<detail>Blocked by ${CORS}|CORS (?:policy violation|(?:policy |origin |request )?(?:is |was )?(?:${REFUSED}|strictly prohibited))\\b)`,
  ],
  ['refused-by-server', REFUSED_IN_MIDDLEWARE],
]
