/** The rules of the standard in words that need no standard. The standard's own name stands in the text under the stage, with the link. */
const WORDS: Readonly<Record<string, string>> = {
  'new Request': 'The call of fetch',
  method: 'The method',
  'forbidden request-header': 'Headers that only browsers set',
  'request body': 'The body',
  'port blocking': 'The port',
  'mixed content': 'http from a page of https',
  'local network access check': 'The network that it leads to',
  'main fetch': 'Its own origin, or another?',
  'scheme fetch': 'The scheme of the URL',
  'CORS-preflight needed': 'Must ask the server first',
  'CORS-preflight cache': 'Asked already?',
  'CORS-preflight status': 'Did the answer say OK?',
  'CORS-preflight redirect': 'Sent on to another URL?',
  'Access-Control-Allow-Methods': 'Is the method allowed?',
  'Access-Control-Allow-Headers': 'Are the headers allowed?',
  'CORS check': 'May this page read it?',
  'TAO check': 'May this page see the times?',
  'cross-origin resource policy check': 'Kept for its own site?',
  'HTTP-redirect fetch': 'Sent on to another URL',
  'redirect mode': 'May it be sent on?',
  'HTTP-network fetch': 'Was there an answer?',
  'filtered response': 'What script may see of it',
}

/** @param detail what the model says of it */
export function ruleWords(rule: string, detail = ''): { readonly rule: string; readonly term: string } {
  // Its name alone would say that a preflight is needed when it is not.
  if (rule === 'CORS-preflight needed' && detail.startsWith('no:'))
    return { rule: 'Need not ask first', term: 'no CORS-preflight needed' }
  return { rule: WORDS[rule] ?? rule, term: rule }
}
