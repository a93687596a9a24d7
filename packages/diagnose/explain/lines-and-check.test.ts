/**
 * What `explain` says of a console line, and what `check` finds of the server that makes it: for each engine, of every
 * answer in a table.
 */
import type { Engine } from 'corskit/browser'
import { expect, test, vi } from 'vitest'
import { SITUATIONS } from '../testing/answering-servers.ts'
import { diagnoseInMemory } from '../testing/ask-in-memory.ts'
import { explain } from './explain.ts'
import type { Failure } from './explanation.ts'
import { readInput } from './read-input.ts'

// Thousands of answers take a quarter of a minute on a quiet machine.
vi.setConfig({ testTimeout: 180_000 })

const ENGINES = ['chromium', 'firefox', 'webkit'] as const satisfies Engine[]
type Told = (typeof ENGINES)[number]

/**
 * No line shows these: each needs an answer before or beside the refused one. Of an engine: what its lines do not say
 * besides.
 */
const UNTOLD: Readonly<Record<Told | 'all', readonly string[]>> = {
  all: ['headers-only-on-preflight'],
  chromium: [],
  // They do not say that a redirect led there.
  firefox: ['login-redirect', 'redirect-to-other-origin', 'redirect-taints-origin'],
  webkit: ['login-redirect', 'redirect-to-other-origin'],
}

const ERRORS = [
  'auth-before-cors',
  'body-too-large',
  'client-error-without-headers',
  'connection-refused-without-headers',
  'gateway-error',
  'login-redirect',
  'not-found-without-headers',
  'rate-limit-without-headers',
  'redirect-without-headers',
]

/** A line without the status, the value or the words of the network has one cause for many. */
const STANDS_FOR: Readonly<Record<Told | 'all', Readonly<Record<string, readonly string[]>>>> = {
  all: {
    'connection-failed': ['connection-dropped'],
    'method-not-allowed': ['method-case'],
    'header-not-allowed': ['response-header-in-request', 'tracing-header'],
    'origin-not-allowed': ['localhost-or-127', 'origin-scheme', 'origin-refused-by-server'],
  },
  chromium: {
    'another-origin-allowed': ['login-redirect'],
    'error-without-headers': ERRORS,
    'options-not-handled': ['body-too-large', 'rate-limit-without-headers', 'preflight-status-odd'],
  },
  // It prints nothing of a redirect to a scheme that it does not know.
  firefox: { 'redirect-not-followable': ['preflight-redirected'] },
  webkit: {
    'another-origin-allowed': [
      'origin-case',
      'origin-empty',
      'origin-glob',
      'origin-in-quotes',
      'origin-not-filled-in',
      'origin-port',
      'origin-scheme',
      'origin-trailing-slash',
      'origin-without-scheme',
    ],
  },
}

function failuresIn(text: string): readonly Failure[] | null {
  const read = readInput(text)
  return 'why' in read ? null : explain(read).failures
}

test.each(ENGINES)('%s: the causes of a line are those that the server has', async (engine) => {
  const wrong: string[] = []
  for (const { name, request, server } of SITUATIONS) {
    const { causes, evidence, verdict } = await diagnoseInMemory(request, server, undefined, engine)
    const text = (evidence.outcome?.messages[engine] ?? []).join('\n')
    if (text === '') continue
    const failures = failuresIn(text)
    const told = (failures ?? []).flatMap((failure) => failure.causes)
    const note = (what: string) => wrong.push(`${name}: ${what}\n${text}`)
    if (failures === null) note('the line is not read')
    else if (verdict === 'allowed' && failures.length > 0) note('a warning is told as a failure')
    else if (verdict !== 'allowed' && failures.length !== 1) note(`${failures.length} failures are told`)
    if (verdict === 'allowed') continue
    if (told.length === 0) note('no cause is told')
    const ids = told.flatMap(({ id }) => [id, ...(STANDS_FOR.all[id] ?? []), ...(STANDS_FOR[engine][id] ?? [])])
    const known = causes.find(({ id }) => ids.includes(id) || !isUntold(engine, id))
    if (known !== undefined && !ids.includes(known.id)) note(`${known.id} is not among ${told.map(({ id }) => id)}`)
    const has = causes.map(({ id }) => id)
    for (const { confidence, id } of told)
      if (confidence === 'certain' && !has.includes(id)) note(`${id} is called certain, and it is ${has}`)
  }
  expect(wrong.slice(0, 5), `${wrong.length} of ${SITUATIONS.length}`).toEqual([])
})

const isUntold = (engine: Told, id: string) => [...UNTOLD.all, ...UNTOLD[engine]].includes(id)
