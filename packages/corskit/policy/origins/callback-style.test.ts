import { expect, test } from 'vitest'
import { isCallbackStyle } from './callback-style.ts'

/** By their text: whoever takes types away from this file must not change it. */
const STYLES: readonly [boolean, ...string[]][] = [
  [
    true,
    '(origin, callback) => callback(null, true)',
    '(origin, cb) => {}',
    '(origin, done) => {}',
    '(origin, next) => true',
    '(origin, CALLBACK) => true',
    'function (origin, callback) { callback(null, true) }',
    'async function named(origin, callback) { callback(null, true) }',
    '(o, c) => c(null, o === "x")',
    '(o, c) => c?.(null, true)',
    '(o, c) => c ?. (null, true)',
    '(o, c) => { setTimeout(() => c (null, true)) }',
    '(o, $c) => $c(null, true)',
    '(...all) => all[1](null, true)',
    '(...all)=>all[1](null,true)',
    '({ a, b }, cb) => cb()',
    '([a, b], c) => c()',
    '(o = f(1, 2), c) => c()',
    '(o /* , x */, c) => c()',
    '(o, // the origin\n c) => c()',
    '(o, c = null) => c()',
  ],
  [
    false,
    '(origin) => true',
    '() => true',
    'origin => true',
    '(origin, request) => request.ok',
    '(origin, request) => request.headers.get("x")',
    '(origin, request) => check(request)',
    '(origin, request) => a.request(1)',
    '(origin, c) => xc(1)',
    '(origin, c) => $c(1)',
    '(origin, c) => c.d(1)',
    '(origin, c) => "c"',
    '(origin, { callback }) => callback(1)',
    '(origin, [c]) => c(1)',
    '(...all) => all[0](1)',
    '(...all) => all.length > 1',
    '(a, ...all) => all[1](1)',
    '(...[a, c]) => c[1](1)',
    '(...[a, c]) => [1](1)',
    '(...{ length }) => [1](1)',
    '(callback, origin) => callback(1)',
    'function cb(origin) { return cb }',
    '(origin, r /* c( */) => r.x',
    '(origin, doneAt) => doneAt.x',
    'Math.max',
    'parseInt.bind(null)',
    '5',
    'null',
    '({})',
  ],
]

test.each(STYLES.flatMap(([is, ...texts]) => texts.map((text) => [text, is] as const)))(
  '%s waits for a callback: %s',
  (text, is) => {
    expect(isCallbackStyle(new Function(`return ${text}`)())).toBe(is)
  },
)
