/**
 * The rules of the standard in plain words. The standard's own name is in the text under the stage, with the link.
 */
const WORDS: Readonly<Record<string, string>> = {
  'new Request': 'Is the call in order?',
  method: 'The method',
  'forbidden request-header': 'Headers that only browsers set',
  'request body': 'The body',
  'port blocking': 'The port',
  'mixed content': 'http from a page of https',
  'local network access check': 'The network that it leads to',
  'main fetch': 'Whose origin is it?',
  'scheme fetch': 'The scheme of the URL',
  'CORS-preflight needed': 'Must ask the server first',
  'CORS-preflight cache': 'Asked already?',
  'CORS-preflight status': 'Did the answer say OK?',
  'CORS-preflight redirect': 'Sent on to another URL?',
  'Access-Control-Allow-Methods': 'Is the method allowed?',
  'Access-Control-Allow-Headers': 'Are the headers allowed?',
  'CORS check': 'May this page read it?',
  'TAO check': 'May this page see the times?',
  integrity: 'Has the body the hash that was asked for?',
  'cross-origin resource policy check': 'Kept for its own site?',
  'HTTP-redirect fetch': 'Sent on to another URL',
  'redirect mode': 'May it be sent on?',
  'HTTP-network fetch': 'Was there an answer?',
  'filtered response': 'What the page sees of it',
}

/** @param detail the model's text about it */
export function ruleWords(
  rule: string,
  detail = '',
  ofPreflight = false,
): { readonly rule: string; readonly term: string } {
  // Its name alone would say that a preflight is needed when it is not.
  if (rule === 'CORS-preflight needed' && detail.startsWith('no:'))
    return { rule: 'Need not ask first', term: 'no CORS-preflight needed' }
  // Nobody wants to read the answer to a preflight.
  if (rule === 'CORS check' && ofPreflight) return { rule: 'Is this page allowed?', term: rule }
  return { rule: WORDS[rule] ?? rule, term: rule }
}

const COOKIES: Readonly<Record<string, string>> = {
  include: 'with cookies',
  omit: 'without cookies',
  'same-origin': 'with cookies to its own origin only',
}

/** The model's text, without the terms of the standard. */
const DETAILS: readonly (readonly [rule: string, detail: RegExp, says: (...parts: string[]) => string])[] = [
  [
    'new Request',
    /^(.*?),? mode ([\w-]+), credentials ([\w-]+)$/,
    (call, mode, credentials) =>
      `It is: ${call}, ${COOKIES[credentials ?? ''] ?? credentials}${mode === 'no-cors' ? '; the page gives up the answer (no-cors)' : ''}`,
  ],
  [
    'CORS-preflight needed',
    /^no: (.*) and its headers are safelisted$/,
    (method) => `A form could send this ${method} too`,
  ],
  ['CORS-preflight needed', /^yes: (.*)$/, (what) => `No form could send this: ${what}`],
  ['filtered response', /^basic: everything but Set-Cookie$/, () => 'All but cookies: it is its own origin’s answer'],
  [
    'filtered response',
    /^cors: the safelisted headers(?: and what (.*) exposes)?$/,
    (exposed) =>
      `Status, body and a few harmless headers, such as Content-Type${exposed === undefined ? '' : `, and what Access-Control-Expose-Headers names: ${exposed}`}`,
  ],
  ['filtered response', /^opaque: .*$/, () => 'Nothing: no status, no headers, no body'],
  ['main fetch', /^mode is no-cors: .*$/, () => 'Another one, and the page asked without CORS (no-cors)'],
]

export function detailWords(rule: string, detail: string): string {
  for (const [own, pattern, says] of DETAILS) {
    const found = own === rule ? pattern.exec(detail) : null
    if (found !== null) return says(...found.slice(1))
  }
  return detail
}
