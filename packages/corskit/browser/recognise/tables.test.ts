import { test } from 'vitest'
import { brief, expectGolden } from '../../../../testing/golden.ts'
import type { GapName } from './gap.ts'
import { recogniseMessages } from './recognise-messages.ts'
import * as chromium from './sentences/chromium.ts'
import * as firefox from './sentences/firefox.ts'
import type { KnownSentence } from './sentences/known-sentence.ts'
import * as environments from './sentences/test-environments.ts'
import * as webkit from './sentences/webkit.ts'
import { ALL_LINES, NOT_CORS } from './testing/pasted-lines.ts'

const read = (text: string) => `${brief(text)} => ${recogniseMessages(text).map(brief).join(' ') || 'nothing'}`

/** Half a line, and a line but for its last word: as a terminal or a chat cuts. */
const cuts = (line: string) => [line.slice(0, Math.ceil(line.length / 2)), line.replace(/\s\S+\s*$/, '…')]

test('all that is read from lines as people pasted them', () => {
  const lines = [...ALL_LINES.map(([line]) => line), ...NOT_CORS]
  expectGolden(
    new URL('pasted.golden.txt', import.meta.url),
    lines.flatMap((line) => [line, ...cuts(line)].map(read)),
  )
})

const FILLING: Readonly<Record<GapName, string>> = {
  addressSpace: 'local',
  firstUrl: "'https://first.example.com/a'",
  header: 'x-custom',
  initiator: 'XMLHttpRequest',
  method: 'PATCH',
  origin: "'https://app.example.com'",
  rest: 'and more',
  status: '401',
  url: "'https://api.example.com/users'",
  value: "'https://other.example.com'",
}

/** The letters of a sentence are enough for it to be read; quotes and signs are those of the console. */
const filled = ({ letters, gaps }: KnownSentence) =>
  letters.map((part, at) => `${part} ${gaps[at] === undefined ? '' : FILLING[gaps[at]]}`).join(' ')

test('all that is read from every sentence that is known, filled in, whole and cut', () => {
  const known = [chromium, firefox, webkit, environments].flatMap((tables) =>
    Object.values(tables as Record<string, unknown>)
      .flat()
      .filter((entry): entry is KnownSentence => typeof entry === 'object' && entry !== null && 'letters' in entry),
  )
  const lines = [...new Set(known.map(filled))]
  expectGolden(
    new URL('filled.golden.txt', import.meta.url),
    lines.flatMap((line) => [line, ...cuts(line)].map(read)),
  )
})
