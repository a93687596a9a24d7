/** What the workbench says. A backtick marks what is code. */
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
  recordedPart: (missing: readonly string[]) => `The recording does not show ${missing.join(', ')}.`,
} as const
