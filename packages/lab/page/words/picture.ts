/** The sentences of the drawing: who does what, in the order in which it happens. */

export const ACTORS = {
  page: 'the page',
  browser: 'the browser',
  server: 'the server',
  nullOrigin: 'origin null',
  app: 'the app',
  mallory: 'Mallory’s page',
  bank: 'the bank',
} as const

export const PICTURE = {
  asks: (method: string, url: string) => `Script of the page asks the browser for ${method} ${url}.`,
  kept: 'The browser kept the answer to an earlier preflight.',
  asksFirst: (method: string) => `The browser asks the server first: may this page send ${method}?`,
  sends: 'The browser sends the request.',
  noAnswer: 'No answer came.',
  nowAsks: (origin: string) => `Now the page at ${origin} asks.`,
  answers: (status: number, toPreflight: boolean, isHidden: boolean) =>
    `The server answers ${toPreflight ? 'the preflight ' : ''}with ${status}.${isHidden ? ' The answer arrives at the browser; the page does not see it.' : ''}`,
  reads: (status: number | undefined) => (status === undefined ? 'reads' : `reads ${status}`),
  handsOver: (isFiltered: boolean) =>
    `The browser hands the answer to the page${isFiltered ? ', with the headers that it may see' : ''}.`,
  opaque: 'opaque',
  opaqueAnswer: 'The page gets an opaque response: no status, no headers, no body.',
  networkFailed: 'The page gets a TypeError: the network failed.',
  hides: 'The browser hides the answer. The page gets a TypeError that does not say why.',
  doesNotSend: 'The browser does not send the request itself. The page gets a TypeError that does not say why.',
  sendsNothing: 'The browser sends nothing. The page gets a TypeError that does not say why.',
  more: (count: number) => `and ${count} more`,
} as const

/** The same as text. */
export const PICTURE_TEXT = {
  before: 'Before: ',
  now: 'Now: ',
  hidden: ' (hidden from script)',
  looksAt: (who: string, rule: string, state: 'passed' | 'failed' | 'not-reached') =>
    `${who} looks at ${rule}: ${state === 'not-reached' ? 'not reached' : state}.`,
  on: (who: string, what: string) => `On ${who}: ${what}.`,
} as const
