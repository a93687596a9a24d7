import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FIREFOX_REASONS } from '../messages/firefox-sentences.ts'
import type { GapName } from './gap.ts'
import { recogniseMessages } from './recognise-messages.ts'
import { translatedSentences } from './sentences/firefox.ts'

const sentences = translatedSentences()

/** As Firefox prints them: in ASCII. */
const url = fc
  .tuple(
    fc.constantFrom(
      'http://localhost:9000',
      'https://api.example.com',
      'https://xn--bcher-kva.example',
      'http://[::1]:3000',
    ),
    fc.array(fc.stringMatching(/^[\w~%=&+*!$@:-]{1,9}$/), { maxLength: 4 }),
    fc.constantFrom('', '/', '?a=1', '?q=%ED%95%9C', '/menus', '/user_', '/a~', '?b=', '/a-', '/a:', '/a)', '/a.'),
  )
  .map(([origin, path, end]) => `${origin}${path.map((part) => `/${part}`).join('')}${end}`)
  .filter((text) => URL.canParse(text))

const filledIn = (written: string, values: Partial<Record<GapName, string>>) =>
  written.replace(/\{(\w+)\}/g, (_, gap: GapName) => values[gap] ?? '')

test('the URL that was filled in is the one that is read, in every language', () => {
  fc.assert(
    fc.property(fc.constantFrom(...sentences), url, ({ written }, at) => {
      const text = filledIn(written, { url: at, status: '403', header: 'x-tenant', value: 'https://other.example.com' })
      const found = recogniseMessages(text)
      expect([text, found.map((message) => message.url)]).toEqual([text, [at]])
      // In a few languages two reasons have the same words.
      const codes = sentences.filter((other) => other.written === written).flatMap((other) => other.codes)
      expect(codes).toContain(found[0]?.code)
    }),
    { numRuns: 1000, seed: 7 },
  )
})

test.each([
  [
    '교차 출처 요청 차단: 동일 출처 정책으로 인해 http://localhost:9000/api/menus에 있는 원격 자원을 차단하였습니다. (원인: ‘Access-Control-Allow-Origin’ CORS 헤더가 없음)',
    'http://localhost:9000/api/menus',
  ],
  [
    '교차 출처 요청 차단: 동일 출처 정책으로 인해 http://localhost:9000에 있는 원격 자원을 차단하였습니다. (원인: ‘Access-Control-Allow-Origin’ CORS 헤더가 없음)',
    'http://localhost:9000',
  ],
  [
    '교차 원본 요청 차단: 동일 출처 정책으로 인해 http://www.example.com/a에 있는 원격 자원을 읽을 수 없습니다. 자원을 같은 도메인으로 이동시키거나 CORS를 활성화하여 해결할 수 있습니다.',
    'http://www.example.com/a',
  ],
  [
    '已拦截跨源请求：同源策略禁止读取位于 https://api.example.com/users，的远程资源。（原因：CORS 头 缺少 Access-Control-Allow-Origin）',
    'https://api.example.com/users',
  ],
])('as people pasted it: %s', (text, at) => {
  const [found] = recogniseMessages(text)
  expect([found?.code, found?.url]).toEqual(['MissingAllowOriginHeader', at])
})

const AT = 'https://api.example.com/users'
/** What stands in the gaps, and signs at its end that could belong to the sentence. */
const URL_ENDS = ['-', ':', ')', '(a)', '.', ',', ';', ']', '?a=(b)', '--', '):', '!', '*', '%20', '/'].map(
  (end) => AT + end,
)
const VALUES = [
  'https://other.example.com',
  'https://other.example.com/',
  'null',
  'https://a.example, https://b.example',
]
const MORE_VALUES = ['tr"ue', 'a;b', '(a)', 'x:', '-x-', 'TRUE.']
const HEADERS = ['x-tenant', 'x-tenant-', 'X_A', '-x', '!x', '$x~', 'a.', '.a']
const STATUSES = ['403', '500']

/** In Firefox's words of today, as its other languages write them. */
const ENGLISH = Object.values(FIREFOX_REASONS).map(
  (reason) =>
    `Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at {url}. ${reason}`,
)
const EVERY = [...new Set([...sentences.map(({ written }) => written), ...ENGLISH])]

test.each<[GapName, readonly string[]]>([
  ['url', URL_ENDS],
  ['value', [...VALUES, ...MORE_VALUES]],
  ['header', HEADERS],
  ['status', STATUSES],
])('every sentence of every language gives back what stands in its gap: %s', (gap, texts) => {
  const usual = { url: AT, status: '403', header: 'x-tenant', value: 'https://other.example.com' }
  const wrong: string[] = []
  for (const written of EVERY.filter((one) => one.includes(`{${gap}}`))) {
    for (const text of texts) {
      const found = recogniseMessages(filledIn(written, { ...usual, [gap]: text }))
      const read = found.map((message) => String(message[gap as 'url']))
      if (read.join() !== text) wrong.push(`${written} with ${text}: ${read}`)
    }
  }
  expect(wrong).toEqual([])
})

/** As an older translation may have had it: some words are others. What stands directly behind a gap is the same. */
const OLDER = [
  (word: string, at: number) => (at % 5 === 4 ? 'xyz' : word),
  (word: string) => (word.length > 5 ? `${word.slice(0, -2)}q` : word),
  (word: string) => (word.length > 5 ? `${word.slice(0, 2)}q${word.slice(4)}` : word),
]

/** A sign at the end of a URL may belong to an older sentence. */
const plainEnd = url.filter((text) => /[^:).-]$/.test(text))

test('in an older translation too, or none is read', () => {
  fc.assert(
    fc.property(fc.constantFrom(...sentences), fc.constantFrom(...OLDER), plainEnd, ({ written }, change, at) => {
      const older = written
        .split(' ')
        .map((word, index) => (/[{}]|CORS|Access-Control/.test(word) ? word : change(word, index)))
        .join(' ')
      const text = filledIn(older, { url: at, status: '403', header: 'x-tenant', value: 'null' })
      for (const message of recogniseMessages(text)) expect([text, message.url ?? at]).toEqual([text, at])
    }),
    { numRuns: 150, seed: 7 },
  )
})
