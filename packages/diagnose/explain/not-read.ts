/** Says what a text is that `explain` cannot read: an error without a reason, or another form of a request. */
import { MISTAKE_IN_MIDDLEWARE } from './said/middleware-stacks.ts'

const NOTHING_SAID =
  'script gets this sentence for every failure, and no reason; paste the red line above it in the console too, or run corskit check URL'

const NATIVE =
  'it is the error of React Native, which has no CORS, for a server that cannot be reached; in a browser, a polyfill of fetch gives it for every failure: there, paste the red line above it in the console too'

const OTHER_FORM =
  'it is a request in a form that explain does not read; copy it in the network panel of DevTools as cURL or as fetch, or run corskit check URL'

const OF_PANEL =
  'it is what the network panel shows of a failure; paste the red line of the console, which gives the reason, or copy the request there as cURL'

const MISTAKE =
  'it is a mistake in the function that decides about origins, in the server’s own code: the line below the error names the place. It is called with undefined for a request without Origin'

const CANCELLED =
  'the page itself cancelled the request (an AbortController, a time limit of the code, a component that was removed, or the user left the page); CORS never does this'

/** Spaces are those of one line: with `^\s*`, a run of lines would be read again from each of them. */
const KNOWN: readonly (readonly [RegExp, string])[] = [
  [MISTAKE_IN_MIDDLEWARE, MISTAKE],
  [/Network request failed/, NATIVE],
  [/net::ERR_ABORTED\b|\bNS_BINDING_ABORTED\b|\bAbortError\b|\bCancell?edError\b/, CANCELLED],
  [
    /CORS error\b(?<=(?:^|\t| {2})\s*CORS error)|\bCORS (?:Missing|Failed|disabled|Preflight|Multiple|Allow|Not|Invalid|Method|Request|Origin|External)\b/m,
    OF_PANEL,
  ],
  // Browsers
  [/Failed to fetch|NetworkError when attempting to fetch|Load failed|net::ERR_FAILED\b/, NOTHING_SAID],
  [/A network error occurred|The network connection was lost/, NOTHING_SAID],
  // axios, Angular, Flutter and dio, superagent, jQuery
  [/AxiosError|Network Error|ERR_NETWORK\b/, NOTHING_SAID],
  [/HttpErrorResponse|Http failure response for|\b0 Unknown Error/, NOTHING_SAID],
  [/XMLHttpRequest error|XMLHttpRequest onError callback/, NOTHING_SAID],
  [/Request has been terminated/, NOTHING_SAID],
  // `curl -v` puts `>` before it.
  [/^[^\S\n\r\u2028\u2029]*(?:> ?)?(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|QUERY) \S+ HTTP\/\d/m, OTHER_FORM],
  [/^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|QUERY) https?:\/\/\S+\r?\n[\w-]+: /m, OTHER_FORM],
  // The headers of a request, as the network panels of browsers show them or copy them
  [
    /^Request URL:?[ \t]*(?:(?:\r\n?|\n)[ \t]*)?https?:\/\/|^:(?:method|authority|path|scheme)(?:: |[ \t]*\r?$)/m,
    OTHER_FORM,
  ],
  [/"(?:Request|Response) Headers \(/, OTHER_FORM],
  // Postman, and libraries of other languages
  [/"request"\s*:\s*\{\s*"method"/, OTHER_FORM],
  [
    /\bURLRequest\(|\bHttpRequest\.newBuilder\b|\bhttp\.NewRequest|\bHttpRequestMessage\(|\bRequest\.Builder\(/,
    OTHER_FORM,
  ],
  [/\baxios(?:\.\w+)?\s*\(|(?:\$|jQuery)\.(?:ajax|get|post|getJSON)\s*\(|new XMLHttpRequest\b/, OTHER_FORM],
  [/\b(?:superagent|ky|got|http|this\.http)\.(?:get|post|put|patch|delete|request)\s*[(<]/, OTHER_FORM],
  [/^[^\S\n\r\u2028\u2029]*(?:[$>#]\s*)?(?:wget|https?|xh|xhs)\s+\S.*https?:\/\//m, OTHER_FORM],
  [/\brequests\.(?:get|post|put|patch|delete|request)\s*\(|schema\.getpostman\.com/, OTHER_FORM],
  [
    /^(?:HTTP\/\d|access-control-[a-z-]+:)/im,
    'these are headers without their request, and the page is not named; corskit check URL --origin ORIGIN asks the server itself',
  ],
  [/^https?:\/\/\S+$/, 'it is a URL and nothing else; corskit check URL asks its server'],
]

/** @returns `null` where nothing is known about it */
export const whyNotRead = (text: string): string | null => KNOWN.find(([pattern]) => pattern.test(text))?.[1] ?? null
