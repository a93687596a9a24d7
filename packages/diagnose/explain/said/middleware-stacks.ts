/**
 * Stacks of errors that were made inside of a CORS middleware’s question whether a page is allowed: behind the error
 * stand the frames of the app’s own function, and the next one is the middleware’s. An error of a route has frames of
 * the framework in between, although the middleware stands further below in its stack, too.
 */

/** The frame of the middleware. `cors` of Express calls what stands behind it from a function of that name. */
const MIDDLEWARE =
  '(?!cors \\([^\\n]{0,300}[\\\\/]cors[\\\\/]lib)[^\\n]{0,300}node_modules[\\\\/](?:(?:k|koa2?-|fastify-|express-)?cors|@(?:fastify|koa|tinyhttp|elysiajs)[\\\\/]cors|hono[\\\\/]dist[\\\\/](?:cjs[\\\\/])?middleware[\\\\/]cors)[\\\\/]'
/** Express writes the stack into the page of the error, with `<br>`. */
const LINE = '(?:(?!<br>)[^\\n])'
/** Behind a prefix of a log. The first `at` counts, so that there is one way to read it. */
const FRAME = `(?:\\n|<br>)(?:(?!\\bat )${LINE}){0,60}\\bat `
/** A frame of the app, or of the helper of Koa that makes an error. */
const OWN = `(?!${LINE}{0,300}node_modules(?![\\\\/](?:koa[\\\\/]lib[\\\\/]context|http-errors)\\b))${LINE}{1,400}`
const FRAMES = `(?:${FRAME}${OWN}){0,5}${FRAME}${MIDDLEWARE}`
/** With these, a function tells of its own mistakes. */
const MISTAKE = '(?:Type|Reference|Syntax|Range|URI|Eval)Error'
/** Bounded, so that a long text takes no time that grows with its square. */
export const ADDRESS = '[a-z][a-z+.-]{1,30}://[^\\s\'"`\\])<>]{1,300}'
const PAGE = `(?<page>${ADDRESS})`

export const REFUSED_IN_MIDDLEWARE = `\\b(?!${MISTAKE})(?:[A-Z]\\w{0,60})?(?:Error|Exception): (?:(?=${LINE}{0,200}?${PAGE})|)${LINE}{0,500}(?<frames>${FRAMES}${LINE}{0,200})`

/** The frames without what a log has in front of them. What the error says is not told: it may say anything. */
export const withoutPrefixes = (frames: string): string =>
  frames
    .split(/\n|<br>/)
    .slice(1)
    .map((frame) => frame.slice(frame.search(/\bat /)).trim())
    .join(' ')

/** A mistake in the function that decides: no page gets an answer. */
export const MISTAKE_IN_MIDDLEWARE = new RegExp(`\\b${MISTAKE}: ${LINE}{0,300}${FRAMES}`)
