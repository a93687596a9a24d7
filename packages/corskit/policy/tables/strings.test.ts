/** Strings that hold several origins, a RegExp or quotes: a fix names only hosts that are written in them. */
import { expect, test } from 'vitest'
import { checkOptions } from '../checks/check-options.ts'

const A = 'https://a.example.com'
const B = 'https://b.example.com'

test.each(['、', '，', '；', ';', '|', '｜', ', ', ' ', '\n'])('origins with %j between them are two', (separator) => {
  const { issues } = checkOptions({ origin: A + separator + B })
  expect(issues.map(({ code, fix }) => [code, fix])).toEqual([['origin-several-in-one', `['${A}', '${B}']`]])
})

test.each([
  ['https://example\\.com', "'https://example.com'"],
  ['https://app\\.example\\.com', "'https://app.example.com'"],
  ['^https:\\/\\/app\\.example\\.com$', "'https://app.example.com'"],
  ['/^https:\\/\\/app\\.example\\.com$/i', "'https://app.example.com'"],
  ['https://(www\\.)?example\\.com', 'write the origin as a browser sends it, or a RegExp'],
  ['https://.*\\.example\\.com', 'write the origin as a browser sends it, or a RegExp'],
  [`'${A}'`, `'${A}'`],
  [`"${A}"`, `'${A}'`],
  [`${A}"`, `'${A}'`],
  [`“${A}”`, `'${A}'`],
  [`'${A},${B}'`, `['${A}', '${B}']`],
])('%s → %s', (origin, fix) => {
  expect(checkOptions({ origin }).issues.map((issue) => issue.fix)).toEqual([fix])
})
