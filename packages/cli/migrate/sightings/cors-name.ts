/** Names with CORS as a word in them, by which code that nobody listed shows what it does. */

/** `cors`, `enableCors`, `CORSPlugin`, `allow_cors`; not `scores`, `Corsair`. */
export const hasCors = (name: string) => CORS_WORD.test(name)

const CORS_WORD = /(?:^|[\W_])(?:cors|CORS|Cors)(?![a-z])|[a-z\d](?:Cors|CORS)(?![a-z])/

/** The quick look, which spares nearly every file the parser. */
export const MAY_NAME_CORS = new RegExp(`${CORS_WORD.source}|[aA]llow(?:ed)?_?[oO]rigins?\\b`)

/** `allowedOrigins`, `allow_origin`, `accessControlAllowOrigin`. */
export const allowsOrigins = (name: string) => /^(?:access_?control_?)?allow(?:ed)?_?origins?$/i.test(name)

/** What asks, reads or takes away, what switches off, and what is thrown. */
const ONLY_ASKS =
  /^(?:is|has|get|check|test|valid|assert|expect|parse|read|no|not|disable|without|skip|ignore|delete|remove|reset|describe|list|log|mock)(?![a-z])|^valid|^(?:Get|Delete)|(?:Error|Exception)$/

/** Whether a function or a class with such a name may answer cross-origin requests. */
export const mayAnswer = (name: string) => hasCors(name) && !ONLY_ASKS.test(name)

/** Options of clients: of html2canvas, of isomorphic-git. */
const OF_CLIENTS = /^useCORS$|prox(?:y|ies)/i

/** Whether an option with such a name may switch something on that answers. */
export const mayBeOption = (name: string) => mayAnswer(name) && !OF_CLIENTS.test(name)
