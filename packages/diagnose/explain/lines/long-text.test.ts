import { expect, test } from 'vitest'
import { explain } from '../explain.ts'
import { readInput } from '../read-input.ts'
import { messagesOfLongText } from './long-text.ts'

const lineOf = (url: string) =>
  `Access to fetch at '${url}' from origin 'https://app.example.com' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.`
const NOISE = 'app.js:12 loaded item 4711\n'

test.each([0, 1_040_000, 1_048_500, 2_090_000, 2_200_000, 5_000_000])('a line behind %s letters is found', (length) => {
  const before = NOISE.repeat(length / NOISE.length)
  const text = `${lineOf('https://api.example.com/1')}\n${before}${lineOf('https://api.example.com/2')}\n`
  const read = readInput(text)
  if ('why' in read) throw new Error(read.why)
  expect(explain(read).failures.map(({ request }) => request.url)).toEqual([
    'https://api.example.com/1',
    'https://api.example.com/2',
  ])
  for (const { start, end } of messagesOfLongText(text))
    expect(text.slice(start, end)).toMatch(/^Access to .*resource\.$/)
})
