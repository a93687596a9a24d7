/** The texts of the first page. */

export const START = {
  title: 'A page could not read an answer. See who decided that, and what to change.',
  paste: 'Paste what failed',
  kinds: 'A URL, a console line, curl or fetch. Or drop a HAR file here.',
  choose: 'Choose a HAR file',
  find: 'Find out why',
  which: (count: number) => `${count} requests failed. Which one?`,
} as const

export const DOORS = [
  { href: '#/scenes', name: 'See it happen', says: 'One question, one thing to change, and what a browser does then.' },
  { href: '#/attacks', name: 'Break it and repair it', says: 'A bank, a page that wants its money, a policy to mend.' },
  { href: '#/myths', name: 'Bet on it', says: 'What people say about CORS: true or false? Then the experiment.' },
] as const

/** The part of the pasted text that cannot be used. */
export const PASTED = {
  nothing: 'Paste a URL, a console line, a request copied as cURL or fetch, or drop a HAR file.',
  unreadable: (why: string, readable: string) => `This cannot be read: ${why}. The lab reads a URL; ${readable}.`,
  choice: (method: string, url: string, what: string) => `${method} ${url}${what === '' ? '' : ` (${what})`}`,
  answered: (kind: 'preflight' | 'actual', status: number) =>
    `${kind === 'preflight' ? 'preflight ' : 'answer '}${status}`,
  noAnswer: 'no answer in the recording',
  line: 'a line of the console',
  noFailure: 'Nothing in it failed: every request that it shows was answered and may be read.',
} as const
