/** The readers, with a few short sentences: whole, cut at each letter, cut at an ellipsis or a line, and far apart. */
import { expect, test } from 'vitest'
import { brief, expectGolden } from '../../../../testing/golden.ts'
import { product } from '../testing/outcome-table.ts'
import { LONGEST_GAP } from './gap.ts'
import { lettersOf } from './letters.ts'
import {
  type Reader,
  readAlone,
  readAloneOrCut,
  readCut,
  readFramed,
  readLongest,
  readOpenFrame,
} from './read-message.ts'
import { sentencesOf } from './sentences/known-sentence.ts'

const known = sentencesOf('webkit')
const FRAME = known("Access at '{url}' from '{origin}' is blocked:")
const OPEN = known('Cannot load {url}')
const ORIGIN = known('Origin {origin} is not allowed here', 'AllowOriginMismatch')
const METHOD = known('Method {method} is not allowed', 'MethodDisallowedByPreflightResponse')
const LONGER = known('Method {method} is not allowed at all', 'PreflightInvalidStatus')
const CHECKS = known('due to access control checks', 'AccessControlChecks')

const REASONS = [METHOD, LONGER, CHECKS, ORIGIN]
const reason: Reader = (text, start) => readLongest(REASONS, text, start)
const cut: Reader = (text, start) => readCut(REASONS, text, start)

const READERS: Readonly<Record<string, Reader>> = {
  alone: readAlone(METHOD),
  'alone or cut': readAloneOrCut(ORIGIN),
  'without gaps, or cut': readAloneOrCut(CHECKS),
  longest: reason,
  framed: readFramed(FRAME, reason, cut),
  open: readOpenFrame(OPEN, reason, REASONS),
  'open or cut': readOpenFrame(OPEN, reason, REASONS, CHECKS),
  cut,
}

const AT = 'https://a.example/b'
const PAGE = 'https://c.example'
const LINES = [
  'Method PUT is not allowed',
  'Method PUT is not allowed at all',
  'Method PUT is not allowed at all, at all',
  `Origin ${PAGE} is not allowed here`,
  `Origin '${PAGE}' is not allowed here.`,
  'Origin a://b is not allowed here',
  'Origin is not allowed here',
  'Origin null is not allowed here',
  'Origin nobody is not allowed here',
  `Origin ${PAGE} is not all of it`,
  `Access at '${AT}' from '${PAGE}' is blocked: Method PUT is not allowed`,
  `Access at '${AT}' from '${PAGE}' is blocked: due to access control checks`,
  `Access at '${AT}' from '${PAGE}' is blocked: nothing known`,
  `Cannot load ${AT}. Method PUT is not allowed`,
  `Cannot load ${AT}. (Method PUT is not allowed)`,
  `Cannot load ${AT} due to access control checks`,
  `Cannot load ${AT}/due/to/access/control/checks due to access control checks`,
  `Cannot load ${AT} x due to access control checks`,
  `Cannot load ${AT}\nx due to access control checks`,
  `Cannot load ${AT}\n    due to access control checks`,
  `Cannot load ${AT}\n> due to access control checks`,
  'Cannot load resource: Method PUT is not allowed',
  'Cannot load Method PUT is not allowed',
  'Cannot load due to access control checks',
  `Cannot load ${AT}. Method PUT. Origin ${PAGE} is not allowed here`,
]

/** What stands between the first words of a line and its reason. */
const BETWEEN = [
  ...[`${AT})`, `${AT}:`, `${AT}.`, ` ${AT})`, `'${AT}'`, `${AT} x\n`, `\n${AT} x`, `${AT} .\n`, `${AT} x .\n`].flatMap(
    (url) => [
      `Cannot load ${url}. Method PUT is not allowed`,
      `Cannot load ${url}. (Method PUT is not allowed)`,
      `Cannot load ${url} due to access control checks`,
      `Cannot load ${url}. due to access control checks`,
    ],
  ),
]

function told(text: string): string {
  const letters = lettersOf(`x ${text}`)
  return Object.entries(READERS)
    .flatMap(([name, read]) => {
      const found = read(letters, 1)
      if (found === null) return []
      const { engine, codes, gaps, end } = found
      return `${name}: ${engine} ${codes} ${brief(gaps)} ${end} of ${letters.text.length}`
    })
    .join('; ')
}

test('whole lines, and what stands behind them', () =>
  expectGolden(
    new URL('read-lines.golden.txt', import.meta.url),
    [...LINES, ...BETWEEN].flatMap((line) =>
      ['', '.', '\nnext line', ' and more'].map((more) => `${brief(line + more)} ${told(line + more) || 'nothing'}`),
    ),
  ))

/** What ends a line that breaks off; the rarer ends with few lines only. */
const ENDS = ['', '…', '\nx']
const RARER_ENDS = ['...', '.. x', '\r\nx']

test('lines that are cut at each of their places', () => {
  const cases = [...product(LINES, ENDS), ...product([LINES[3], LINES[10], LINES[15]] as string[], RARER_ENDS)]
  const lines = cases.flatMap(([line, end]) => {
    let before = ''
    const changes = Array.from({ length: line.length }, (_, at) => {
      const read = told(line.slice(0, at) + end).replaceAll(/ of \d+/g, '')
      const changed = read !== before
      before = read
      return changed ? [`  ${at} ${read || 'nothing'}`] : []
    })
    return [`${brief(line)} before ${brief(end)}:`, ...changes.flat()]
  })
  expectGolden(new URL('read-cut-lines.golden.txt', import.meta.url), lines)
})

test('what goes on for longer than a gap is not a line that breaks off', () => {
  const line = 'Method PUT is not'
  const read = (length: number) => cut(lettersOf(line.padEnd(length, '.!')), 0) !== null
  expect([line.length, LONGEST_GAP - 1, LONGEST_GAP, LONGEST_GAP + 1].map(read)).toEqual([true, true, true, false])
  const broken = (length: number) => cut(lettersOf(`${line.padEnd(length, '!')}\nnext`), 0) !== null
  expect([LONGEST_GAP - 2, LONGEST_GAP - 1, LONGEST_GAP].map(broken)).toEqual([true, true, false])
})

test('of the reasons that a cut line fits, all codes are given once, in their order', () => {
  expect(cut(lettersOf('Method PUT is not'), 0)).toEqual({
    engine: 'chromium',
    codes: ['MethodDisallowedByPreflightResponse', 'PreflightInvalidStatus'],
    gaps: { method: 'PUT' },
    end: 'methodputisnot'.length,
  })
  const twice = readCut([METHOD, METHOD, LONGER], lettersOf('Method'), 0)
  expect(twice?.codes).toEqual(['MethodDisallowedByPreflightResponse', 'PreflightInvalidStatus'])
})

test('of two sentences that read the same, the first is taken', () => {
  const other = known('Method {method} is not allowed', 'PreflightInvalidStatus')
  for (const [first, second] of [
    [METHOD, other],
    [other, METHOD],
  ] as const)
    expect(readLongest([first, second], lettersOf('Method PUT is not allowed'), 0)?.codes).toEqual(first.codes)
})

test('a cut reason of fewer than four letters is none', () => {
  expect(['', 'M', 'Me', 'Met', 'Meth'].map((text) => cut(lettersOf(text), 0) !== null)).toEqual([
    ...[false, false, false, false, true],
  ])
})
