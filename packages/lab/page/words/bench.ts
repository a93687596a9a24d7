/** The texts of the workbench. Backticks mark code. */
import { code } from './marked.ts'

const withHeaders = (names: readonly string[]) =>
  names.length === 0 ? 'no headers of its own' : code(names.join(', '))

export const BENCH = {
  title: 'Workbench',
  another: 'Paste something else',
  verdict: 'The verdict',
  asking: 'The server is being asked…',
  notAsked: (host: string) => `The server at ${code(host)} was not asked yet.`,
  ask: 'Ask the server',
  askAgain: 'Ask again',
  reallySends: (method: string) => `This really sends ${method}.`,
  nothingSent: 'Nothing was sent.',
  noUrl: (url: string) => `'${url}' is not an http or https URL`,
  noOrigin: (origin: string) =>
    `'${origin}' is not an origin: expected one such as https://app.example.com, without a path or a slash at the end`,
  stopped:
    'The lab does not answer. If it was stopped, start it again (npm start, or corskit lab) and reload this page',
  otherVersion: (version: string, own: string) =>
    `This link was written by another lab (version ${version}); this one reads version ${own}.`,
  policyRefused: 'This policy is refused before it answers anybody.',
  instead: 'Instead:',
  note: (note: string) => `Note: ${note.replace(/\.$/, '')}.`,
  status: (status: number | null) => `status ${status ?? ''}`,
  consoles: 'What the consoles print',
  headers: 'Every header',
  preflight: 'Preflight',
  request: 'Request',
  exchange: (number: number) => `Exchange ${number}`,
  noAnswer: 'no answer',
  takeAlong: 'Take it along',
} as const

/** About a console line that was pasted, and about a recording without an answer. */
export const SAID = {
  alone: 'From the console line alone:',
  lacks: (missing: readonly string[]) => `It does not show ${missing.join(', ')}.`,
  whose:
    'The line is about a preflight: the browser asked first, by OPTIONS, whether the page may send its request. It does not tell which request that was, and a plain GET needs no such question. What does your page send?',
  likely: (method: string, names: readonly string[]) =>
    names.length === 0 ? method : `${method} with ${names.join(', ')}`,
  something: 'If it is none of these, change the request in the card of the page.',
  chooseFirst: 'Then the server can be asked.',
  askedNow: (method: string, names: readonly string[]) => `Asked now, with ${method} and ${withHeaders(names)}:`,
  same: 'The console line says the same.',
  other: (told: string) =>
    `The console line says something else${told === '' ? '' : `: ${code(told)}`}. Both can be right: the line does not tell the whole request, what your page sends may be another one, and the server may have changed since.`,
  recorded:
    'The recording has this request without an answer (status 0). A browser writes nothing of an answer that it refused into a recording. The line in its console says why; or the server is asked now, which may be answered otherwise than it was then.',
  /** @param lacks what the recording does not show */
  hides: (lacks: readonly string[]) =>
    lacks.includes('the status of the answer') ? SAID.recorded : SAID.recordedPart(lacks),
  fromRecording: 'Judged by the answers in the recording; nobody was asked now.',
  recordedPart: (missing: readonly string[]) => `The recording does not show ${missing.join(', ')}.`,
} as const

export const CARD = { done: 'Done', change: 'Change' } as const

export const PAGE_CARD = {
  title: 'The page',
  sentence: (origin: string, method: string, url: string, names: readonly string[], credentials: string) => {
    const headers = names.length === 0 ? '' : `, with ${code(names.join(', '))}`
    const cookies = { include: ', with cookies', omit: ', without cookies' }[credentials] ?? ''
    return `A page at ${code(origin)} sends ${code(method)} to ${code(url)}${headers}${cookies}.`
  },
  origin: 'A page at',
  sends: 'sends',
  method: 'Method',
  to: 'to',
  url: 'URL',
  withHeaders: 'with the headers',
  headers: 'Request headers',
  and: 'and',
  credentials: 'Credentials',
  cookies: {
    'same-origin': 'cookies to its own origin only',
    include: 'cookies (include)',
    omit: 'no cookies (omit)',
  },
  more: 'Body, mode, whose rules',
  body: 'Body',
  mode: 'Mode',
  rulesOf: 'Rules of',
  engines: { standard: 'the standard', chromium: 'Chromium', firefox: 'Firefox', webkit: 'Safari (WebKit)' },
} as const

export const SERVER_CARD = {
  title: 'The server',
  real: (host: string) => `${code(host)} is asked for real.`,
  policy: (host: string) => `${code(host)} answers by a policy.`,
  /** `null` for what is not in the recording. */
  raw: (host: string, preflight: number | null, actual: number | null) => {
    const known = [
      ...(preflight === null ? [] : [`a preflight with ${code(String(preflight))}`]),
      ...(actual === null ? [] : [`the request with ${code(String(actual))}`]),
    ]
    const rest = actual === null ? ' What it answers to the request is not in the recording.' : ''
    return `${code(host)} answers ${known.join(' and ')}.${rest}`
  },
  recorded: 'as the recording has it.',
  notRecorded: 'Not in the recording; supposed:',
  noPreflightRecorded: 'No preflight is in the recording; supposed:',
  at: (host: string) => `at ${code(host)}`,
  how: 'How the server answers',
  ways: { url: 'Real', policy: 'Policy', raw: 'Headers' },
  asked: 'is asked for real, by the lab on this machine, as a browser would ask it.',
  routes: 'Routes to try, on this machine',
  ofApp: 'What the app itself answers',
  status: 'Status',
  appHeaders: 'Headers of the app',
  preflight: 'answers a preflight with',
  preflightHeaders: 'Headers of the preflight’s answer',
  actual: 'and the request with',
  actualHeaders: 'Headers of the answer',
  redirected: 'and, where it redirects to,',
  redirectedHeaders: 'Headers after the redirect',
  noRedirect: 'Without a redirect',
  sayRedirect: 'Say what the redirect leads to',
} as const

export const POLICY = {
  origin: 'lets pages read that are of',
  methods: 'with GET, HEAD, POST and',
  allowedHeaders: 'which may send the headers',
  exposedHeaders: 'and read the headers',
  cookies: 'with cookies',
  kept: 'A preflight is kept for (seconds)',
  asCode: 'The same as code',
  options: 'Options of the policy',
} as const

export const CAUSES = {
  title: 'Why, and what to change',
  yourServer: 'Your server',
  notSaid: 'not said',
  sure: { certain: 'It is this', likely: 'Probably this', possible: 'It may be this' },
  shows: 'What shows it',
  /** The place to change. */
  layers: {
    app: 'in the app',
    framework: 'in the framework',
    auth: 'in the login check',
    proxy: 'in a proxy',
    gateway: 'in the gateway',
    cdn: 'in a cache or CDN',
    browser: 'in the browser',
    network: 'in the network',
    client: 'in the page',
  } as Readonly<Record<string, string>>,
  toBeSure: 'To be sure:',
  more: 'More about this cause',
  where: 'Where to paste it',
} as const

export const CONSOLES = { nothing: 'prints nothing', webkit: 'Safari (WebKit)' } as const

export const RUN = {
  title: 'In this browser',
  run: 'Run it here',
  asThisPage: 'Ask as this page instead',
  onlyAs: (origin: string) => `A browser asks only as the page that it shows. This one is at ${origin}.`,
  first: 'First the server is asked.',
  asking: 'This browser is asking…',
  same: '✓ This browser did what the model says.',
  other: '✕ This browser did something else than the model says.',
  model: 'The model',
  browser: 'This browser',
  read: (status: number, names: readonly string[]) =>
    `Script read status ${status} and the headers ${names.join(', ') || '(none)'}.`,
  reason: (name: string) => `Reason: ${code(name)}`,
  opaque: 'Script got a response without status, headers or body.',
  failed: (message: string) => `Script got ${code(message)}, and no reason. The reason is on the console only.`,
  standIn: (page: string, server: string) =>
    `Sent from ${code(page)} to ${code(server)}: servers of this machine stand in for the names above.`,
  noModel: 'The model has no word on this yet',
  save: 'Save the difference',
  before: (choice: string) => (choice === '' ? 'Before this change:' : `Before, with “${choice}”:`),
} as const

export const TAKE = {
  titles: {
    curl: 'curl, as the browser would send it',
    fetch: 'fetch, for the console of a page',
    test: 'A Vitest test with @corskit/fetch',
    scenario: 'A scenario',
    policy: 'A policy file',
    target: (title: string) => `Configuration: ${title}`,
  },
  what: 'What to take along',
  save: (file: string) => `Save ${file}`,
  link: 'Copy the link to this',
  withPolicy:
    'With a policy in the server’s card there is a policy file too, and the configuration of every server that corskit knows.',
} as const
