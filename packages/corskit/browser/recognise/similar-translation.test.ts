import { expect, test } from 'vitest'
import { brief, expectGolden } from '../../../../testing/golden.ts'
import { recogniseMessages } from './recognise-messages.ts'
import { translatedSentences } from './sentences/firefox.ts'

/** As an older translation may have had it: some words are others, or are not there. */
const OLDER: readonly [name: string, change: (word: string, at: number) => string][] = [
  ['every fifth word', (word, at) => (at % 5 === 4 ? 'xyz' : word)],
  ['every third word', (word, at) => (at % 3 === 2 ? 'xyz' : word)],
  ['every second word', (word, at) => (at % 2 === 1 ? 'xyz' : word)],
  ['the end of each word', (word) => (word.length > 5 ? `${word.slice(0, -2)}q` : word)],
  ['the middle of each word', (word) => (word.length > 5 ? `${word.slice(0, 2)}q${word.slice(4)}` : word)],
]

test('which sentence of today an older translation is taken for', () => {
  const lines: string[] = []
  for (const [index, { written }] of translatedSentences().entries()) {
    if (index % 29 !== 0) continue
    for (const [name, change] of OLDER) {
      const text = written
        .split(' ')
        .map((word, at) => (/[{}]|CORS|Access-Control/.test(word) ? word : change(word, at)))
        .join(' ')
        .replace(/\{(\w+)\}/g, (_, gap) => (gap === 'url' ? 'https://api.example.com/a.' : gap))
      const found = recogniseMessages(`first line\n${text}\nlast line`)
      const told = found.map(({ engine, codes, url, end }) => `${engine} ${brief(codes)} ${url} ${text.length - end}`)
      lines.push(`${written.slice(0, 50)}, ${name}: ${told.join(' ') || 'nothing'}`)
    }
  }
  expectGolden(new URL('older-translations.golden.txt', import.meta.url), lines)
})

test('which address an older translation has, whatever stands around it', () => {
  const addresses = [
    'https://api.example.com',
    'http://localhost:3000/a-',
    'https://api.example.com/a:',
    'https://a.com/b#c',
  ]
  const behind = ['', '.', '-', '-pe ', 'で', ' で', 'é', ' é', ') é', '。', ';', ',', ', é']
  const shorter = OLDER[1]?.[1] as (word: string, at: number) => string
  const lines: string[] = []
  for (const [index, { written }] of translatedSentences().entries()) {
    if (index % 101 !== 0) continue
    for (const address of addresses) {
      for (const next of behind) {
        const text = written
          .split(' ')
          .map((word, at) => (/[{}]|CORS|Access-Control/.test(word) ? word : shorter(word, at)))
          .join(' ')
          .replace(/\{(\w+)\}/g, (_, gap) => (gap === 'url' ? address + next : gap))
        const found = recogniseMessages(text).map(({ url, end }) => `${url} ${text.length - end}`)
        lines.push(`${written.slice(0, 40)} ${address}${next}: ${found.join(' ') || 'nothing'}`)
      }
    }
  }
  expectGolden(new URL('older-addresses.golden.txt', import.meta.url), lines)
})

const wrapped = (text: string, width: number) => text.replace(new RegExp(`(.{${width},}?) `, 'gu'), '$1\n').split('\n')

/** How people keep a line in a source, a chat or a document. */
const WRAPS: readonly [name: string, wrap: (lines: string[]) => string][] = [
  ['plain', (lines) => lines.join('\n')],
  ['with spaces at the ends', (lines) => lines.join(' \n')],
  ['//', (lines) => lines.map((line) => `// ${line}`).join('\n')],
  ['// without a space', (lines) => lines.map((line) => `//${line}`).join('\n')],
  ['*', (lines) => `/**\n${lines.map((line) => ` * ${line}`).join('\n')}\n */`],
  ['#', (lines) => lines.map((line) => `# ${line}`).join('\n')],
  ['tabs', (lines) => lines.map((line) => `\t${line}`).join('\n')],
  ['|', (lines) => lines.map((line) => `| ${line} |`).join('\n')],
  ['<br>', (lines) => lines.join('<br>\n')],
  ['a backslash', (lines) => lines.join(' \\\n')],
]

/** This translation says both that a header is missing and that it is not allowed. */
const OF_TWO_REASONS = 'falta la cabecera CORS ‘Access-Control-Allow-Origin’ no esta permitido'

test.each(WRAPS)('a line is read where it is wrapped: %s', (_, wrap) => {
  const url = 'https://api.example.com/v1/users'
  const differing: string[] = []
  for (const [index, { written }] of translatedSentences().entries()) {
    if (index % 41 !== 0 || written.includes(OF_TWO_REASONS)) continue
    const text = written.replace(
      /\{(\w+)\}/g,
      (_all, gap) => ({ url, status: '403', value: 'x-y' })[gap as 'url'] ?? gap,
    )
    const older = text
      .split(' ')
      .map((word, at) => (/api\.example|CORS|Access-Control/.test(word) || at % 6 !== 5 ? word : `${word}q`))
      .join(' ')
    for (const line of [text, older]) {
      const [whole] = recogniseMessages(line)
      const [read] = recogniseMessages(`before\n\n${wrap(wrapped(line, 60))}\n\nbehind`)
      if (whole !== undefined && (read?.url !== whole.url || read?.code !== whole.code)) {
        differing.push(`${line}: ${read?.code} ${read?.url} and not ${whole.code} ${whole.url}`)
      }
    }
  }
  expect(differing).toEqual([])
})

const OLDER_LINES = [
  'Blocage d’une requête multiorigines (Cross-Origin Request) : la politique « Same Origin » ne permet pas de consulter la ressource distante située sur https://api.example.com/v1. Raison : l’en-tête CORS « Access-Control-Allow-Origin » est manquant.',
  '교차 출처 요청 차단: 동일 출처 정책으로 인해 https://api.example.com/v1에 있는 원격 자원을 차단했습니다. (원인: CORS 사전 점검 응답 실패).',
]

test.each(OLDER_LINES)('other addresses around it are not those of %s', (line) => {
  for (const text of [
    `https://app.example.com/ - ${line}`,
    `${line} https://app.example.com/app.js:3:1`,
    `[Error] at https://app.example.com/ ${line} (https://app.example.com/app.js:3)`,
  ]) {
    expect(recogniseMessages(text).map(({ url }) => url)).toEqual(['https://api.example.com/v1'])
  }
})
