/** Lines of an older translation, in few languages: how near they must be, and what is taken for their address. */
import { describe, expect, test } from 'vitest'
import { brief, expectGolden } from '../../../../testing/golden.ts'
import { recogniseMessages } from './recognise-messages.ts'
import { translatedSentences } from './sentences/firefox.ts'

const ITALIAN = [
  'Richiesta multiorigine (cross-origin) bloccata: il criterio',
  'di corrispondenza dell’origine non consente la lettura della',
  'risorsa remota da {url}. Motivo:',
  'header CORS “Access-Control-Allow-Origin” mancante.',
]
const AT = 'https://api.example.com/users'
const inItalian = (url = AT, between = ' ') => ITALIAN.join(between).replace('{url}', url)

const urlsOf = (text: string) => recogniseMessages(text).map(({ url }) => url)

test('what is told of such a line', () => {
  expect(recogniseMessages(`before\n${inItalian()}\nafter`)).toEqual([
    {
      engine: 'firefox',
      code: 'MissingAllowOriginHeader',
      codes: ['MissingAllowOriginHeader', 'PreflightMissingAllowOriginHeader'],
      url: AT,
      start: 7,
      end: 7 + inItalian().length,
    },
  ])
})

describe('the address is', () => {
  test.each([
    ...['https://api.example.com', 'http://api.example.com/', 'HTTPS://api.example.com/x', 'http://localhost:3000/a-b'],
    ...[
      'https://[::1]:8080/x',
      'https://api.example.com/undefined',
      'https://api.example.com/a?b=c#d',
      'https://a/x-pe',
    ],
  ])('%s', (url) => {
    for (const behind of ['.', ',', ';', ':', '', ' -', ' )', '”', '»', '）', '。', '>', '|', ']']) {
      const text = inItalian().replace(`${AT}.`, url + behind)
      expect([text, urlsOf(text)]).toEqual([text, [url]])
    }
  })

  test('one of the first three of its line', () => {
    const pages = ['https://one.example/', 'https://two.example/', 'https://three.example/']
    for (let before = 0; before <= 3; before++) {
      const text = `${pages.slice(0, before).join(' ')} ${inItalian()}`
      expect([before, urlsOf(text)]).toEqual([before, before < 3 ? [AT] : expect.not.arrayContaining([AT])])
    }
  })

  test('without the letters that its language attaches to it, and whole in others', () => {
    const attaching = translatedSentences().filter(({ written }) => /\{url\}-[a-z]+/.test(written))
    expect(attaching.length).toBeGreaterThan(0)
    const [{ written } = { written: '' }] = attaching
    const attached = /\{url\}(-[a-z]+)/.exec(written)?.[1] as string
    const older = (url: string) =>
      written
        .split(' ')
        .map((word) => (/[{}]|CORS|Access-Control/.test(word) || word.length < 6 ? word : `${word.slice(0, -2)}q`))
        .join(' ')
        .replace(`{url}${attached}`, url)
        .replace(/\{\w+\}/g, 'x')
    expect(urlsOf(older(AT + attached))).toEqual([AT])
    expect(urlsOf(older(AT + attached + attached))).toEqual([AT + attached])
    expect(urlsOf(older(AT))).toEqual([AT])
    expect(urlsOf(older(`${AT}/${attached.slice(1)}`))).toEqual([`${AT}/${attached.slice(1)}`])
    expect(urlsOf(inItalian(AT + attached))).toEqual([AT + attached])
  })
})

describe('a message that is wrapped', () => {
  const PAGE = 'https://app.example.com/x'
  const wrapped = inItalian(AT, '\n')

  test.each([
    ['alone', wrapped, [AT]],
    ['with an address on its last line', `${wrapped} ${PAGE}`, [AT]],
    ['with an address on its first line', `${PAGE} ${wrapped}`, [AT]],
    ['twice', `${wrapped}\n${wrapped}`, [AT, AT]],
    ['twice, with other addresses', `${wrapped} ${PAGE}\n${PAGE} ${wrapped}`, [AT, AT]],
    ['before one that is not', `${wrapped}\n${inItalian('https://other.example/')}`, [AT, 'https://other.example/']],
    ['behind one that is not', `${inItalian('https://other.example/')}\n${wrapped}`, ['https://other.example/', AT]],
    ['between empty lines', `x\n\n${wrapped}\n\nx`, [AT]],
    ['between lines of white space', `x\n \t\n${wrapped}\n \nx`, [AT]],
  ])('%s', (_, text, urls) => {
    const found = recogniseMessages(text)
    expect(found.map(({ url }) => url)).toEqual(urls)
    for (const [at, { start, end }] of found.entries()) {
      expect(start).toBeGreaterThanOrEqual(found[at - 1]?.end ?? 0)
      expect(text.slice(start, end)).toContain(AT.slice(0, 8))
    }
  })

  test('in lines of so many words, which lines are taken for it', () => {
    const words = inItalian().split(' ')
    const linesOf = (length: number) =>
      Array.from({ length: Math.ceil(words.length / length) }, (_, at) =>
        words.slice(at * length, (at + 1) * length).join(' '),
      )
    const told = (text: string) =>
      recogniseMessages(text).map(({ url, start, end }) => `${url} ${brief(text.slice(start, end))}`)
    expectGolden(
      new URL('wrapped-lines.golden.txt', import.meta.url),
      [2, 3, 4, 5, 6, 8, 10].flatMap((length) => [
        `${length} words: ${told(linesOf(length).join('\n')).join(' ') || 'nothing'}`,
        `${length} words, other lines around: ${told(`x\n${linesOf(length).join('\n')}\ny`).join(' ') || 'nothing'}`,
        ...['', ' '].map((empty) => {
          const text = linesOf(length).flatMap((line, at) => (at === 1 ? [empty, line] : [line]))
          return `${length} words, ${brief(empty)} behind the first line: ${told(text.join('\n')).join(' ') || 'nothing'}`
        }),
      ]),
    )
  })
})

/** Some words are others. */
const CHANGES: readonly (readonly [name: string, change: (word: string, at: number) => string])[] = [
  ['every third word', (word, at) => (at % 3 === 2 ? 'xyz' : word)],
  ['every second word', (word, at) => (at % 2 === 1 ? 'xyz' : word)],
  ['the middle of each word', (word) => (word.length > 5 ? `${word.slice(0, 2)}q${word.slice(4)}` : word)],
]

test.each(CHANGES)('which sentence of today is near enough: %s', (name, change) => {
  const lines: string[] = []
  for (const [index, { written }] of translatedSentences().entries()) {
    if (index % 101 !== 7) continue
    const text = written
      .split(' ')
      .map((word, at) => (/[{}]|CORS|Access-Control/.test(word) ? word : change(word, at)))
      .join(' ')
      .replace(/\{(\w+)\}/g, (_, gap) => (gap === 'url' ? AT : gap))
    const told = recogniseMessages(text).map(({ codes, url }) => `${brief(codes)} ${url}`)
    lines.push(`${written.slice(0, 50)}: ${told.join(' ') || 'nothing'}`)
  }
  expectGolden(new URL(`older-${name.replaceAll(' ', '-')}.golden.txt`, import.meta.url), lines)
})

test.each([
  ['Code d’état : 404.', 404],
  ['Code d’état : 200', 200],
  ['Código de estado: 503."', 503],
  ['状态码：401。', 401],
  ['Code d’état : (null).', undefined],
  ['Code d’état : 600.', undefined],
  ['Code d’état : 4040.', undefined],
  ['404', undefined],
])('a line with other words that ends with %s has the status %s', (end, status) => {
  const line = `Blocage d’une requête multiorigine (Cross-Origin) : la politique « Same Origin » ne permet pas de consulter la ressource distante située sur https://api.example.com:300/a. Raison : l’en-tête CORS « Access-Control-Allow-Origin » est manquant. ${end}`
  const [message] = recogniseMessages(line)
  expect(message?.code).toBe('MissingAllowOriginHeader')
  expect(message?.status).toBe(status)
})
