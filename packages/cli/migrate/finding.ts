/** What `corskit migrate` has to say about a call. */

import type { Issue } from 'corskit'

/** A difference between the old call and the moved one. */
export type ChangeCode = keyof typeof CHANGES

export const CHANGES = {
  'plain-options': 'an OPTIONS request that is not a preflight now reaches the app; the old middleware answered it',
  'denied-bare': 'an origin that is refused gets no Access-Control-* header at all, and Vary is there all the same',
  'errors-keep-headers':
    'an answer to an error has the headers too, wherever it was thrown; the old middleware set them only on errors that came through it',
  'fixed-origin':
    'the origin is sent to that origin only; the old middleware sent it to everybody, and the browser compared',
  'methods-written-out':
    'the methods that the old middleware allowed unasked are written out; take away what the app does not use',
  'headers-written-out':
    'the old middleware allowed whatever headers a page asked for, and so does this list; name the ones that the app reads',
  'headers-where-unset':
    'where nothing is set here, the old middleware allowed whatever headers a page asked for, and so does the list behind ||; name the ones that the app reads',
  'headers-that-no-page-sets': 'browsers set this header themselves and let no page do it, so it need not be allowed',
  'status-204': 'preflights are answered with 204, and no option changes that',
  'max-age-number': 'maxAge is a number of seconds, and no browser keeps a preflight for longer than 86400',
  'option-dropped': 'this option has no counterpart and needs none',
  'predicate-returns': 'the function returns its answer, or a promise of it, and takes no callback; only true allows',
  'predicate-hung': 'when this function called nothing, the request waited without end; now it is refused like others',
  'predicate-is-list':
    'the function looked the origin up in a list and did nothing else; the list stands there itself, so that it is checked',
  'option-ignored': 'the old middleware had no option of this name and ignored it, so it is taken away',
  'method-unusual': 'pages seldom send this method; if it is a mistake, it allowed nothing',
  'unset-variable':
    'while the variable is not set, nobody was allowed; now the app stops at start and says that the origin is missing',
  'unset-allowed-all':
    'while the variable is not set, everybody was allowed; now the app stops at start and says that the origin is missing',
  'missing-left-out':
    'the old middleware passed over an entry of the list that is false or not set; corskit refuses it at start, so such entries are left out',
  'entries-once':
    'two entries of the list may be the same, which corskit refuses at start; a Set has each of them once',
  'headers-once':
    'two names of the list may be the same but for small and large letters, which corskit refuses at start; a Set of the names in small letters has each of them once',
  'wildcard-is-pattern':
    'an entry with * in it, like https://*.example.com, was compared letter by letter and allowed nobody; now it is a pattern',
  'variable-in-origin':
    "a variable that is not set makes 'undefined' a part of this origin, before as now; one with a slash or a path stops the app at start",
  'options-route-unneeded':
    'app.use answers preflights already, so this line is never reached and can go; Express 5 stops at a path of *',
  'route-option-ignored':
    'cors at the top of a route does nothing, before as now; config: { cors: false } is what switches it off',
  'import-unused': 'the package is loaded here and not used; the line can go',
  'predicate-error':
    'an error that the function gave or threw ended the request (500, or a status of its own); now it is a refusal like others: no CORS headers, and the route runs',
  'predicate-origin':
    'the function is only asked about well-formed origins: never about requests without one, and never about null',
  'admits-not-seen':
    'this is asked about the origin as before, and it is not seen here which origins it admits: look that it compares whole origins, and no part of them',
  'checked-at-start':
    'this value is not known before the app runs; when it is not a right one, the app stops at start and says why; undefined counts as an option that is left out',
  'made-per-request':
    'this makes and checks a policy for every request; make it once, outside of the function, or give cors a function of the request',
  'require-of-a-module': 'corskit is an ES module; require() takes it in Node 20.19, 22.12 and later',
} as const

export interface Change {
  readonly code: ChangeCode
  readonly line: number
  /** The part of the source that it is about. */
  readonly detail?: string
}

/** Something that a person must decide. Then nothing in the file is changed. */
export interface Decision {
  /** The code of an issue of the policy, or one of migrate's own codes. */
  readonly code: string
  readonly line: number
  readonly message: string
  /** What to write instead. */
  readonly instead: string
}

/** What else answers cross-origin requests. */
export interface Sighting extends Decision {
  /** The name of the option that shows it, which may be a setting that the app itself reads. */
  readonly setting?: string
  /** In which way it answers the requests that come to a middleware too; not there where it answers others. */
  readonly how?: AnswersToo
}

/**
 * `layer`: a middleware of another package, before or behind it. `by-itself`: something behind it with headers of its
 * own. `configured`: the configuration of the framework sets headers.
 */
export type AnswersToo = 'layer' | 'by-itself' | 'configured'

/**
 * A policy that corskit would refuse at start is a decision: the old options did not do what they seemed to do, or
 * allowed too much.
 */
export function decisionOf({ code, message, fix, path }: Issue, line: number): Decision {
  // How a RegExp must be anchored depends on what was meant, so a pattern is offered instead.
  const instead = code.startsWith('regexp-') ? "a pattern: origin: ['https://*.example.com']" : fix
  return { code, line, message: `${path}: ${message}`, instead }
}
