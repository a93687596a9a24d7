/** The place in a source that a console or a test runner prints behind a line: a line with one is still a message. */
import { describe, expect, test } from 'vitest'
import { recogniseMessages } from './recognise-messages.ts'

const LINE = 'Cross origin https://app.example.com forbidden'
const found = (behind: string) => recogniseMessages(`before\n${LINE}${behind}\nafter`).length

describe('is a message', () => {
  test.each([
    '',
    '.',
    ".')",
    ' ',
    ' at :1:2',
    ' at a:1:2',
    ' at f (https://a.example/x.js:10:200)',
    ' at f (https://a.example/x.js:10:200) and more',
    '. at async Promise.all (index 0):1:2',
    ' a.js:1',
    ' a.js:10:200',
    ' (a.js:1:2)',
    ' (a.js:1',
    ' a.js:1)',
    ' @w/a-b_c.js:1',
    ' :1',
    ' ()',
    ' (12)',
    ' (a b c)',
    ' []',
    ' [a b]',
    ' 1',
    ' 1234',
    ') 7 ',
  ])('with %j behind it', (behind) => expect(found(behind)).toBe(1))
})

describe('is not a message', () => {
  test.each([
    ' x',
    ' at a:1',
    ' at a:1:x',
    ' at a:x:1',
    ' at a::1',
    ' at',
    ' a.js:',
    ' a.js:x',
    ' a.js:1:',
    ' a.js:1:2:x',
    ' a!js:1',
    ' (a (b))',
    ' (a) b',
    ' [a [b]]',
    ' [a',
    ' 12345',
    ' 1 2',
    ' x 1',
  ])('with %j behind it', (behind) => expect(found(behind)).toBe(0))
})

test.each(['', '\n', '\n\n', '\r\n', ' \n', 'before\n'])('a line is one message behind %j and before it', (around) => {
  expect(recogniseMessages(around + LINE)).toHaveLength(1)
  expect(recogniseMessages(LINE + around.replace('before', ''))).toHaveLength(1)
  expect(recogniseMessages(`${around}${LINE}\n${LINE}`)).toHaveLength(2)
})
