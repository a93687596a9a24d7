import { expect, test } from 'vitest'
import { checkOptions } from '../checks/check-options.ts'
import { isCallbackStyle } from './callback-style.ts'

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: sources of functions
/** By their text: whoever takes types away from this file must not change it. */
const STYLES: readonly [boolean, ...string[]][] = [
  [
    true,
    '(origin, callback) => callback(null, true)',
    '(origin, CALLBACK) => CALLBACK(null, true)',
    '(origin, callback) => process.nextTick(callback, null, true)',
    '(origin, callback) => callback.call(null, null, true)',
    '(origin, callback) => callback?.apply(null, [null, true])',
    '(origin, callback) => { const f = callback; f(null, true) }',
    '(origin, cb) => load({ origin, cb })',
    '(origin, done) => db.load(origin).then((list) => done(null, list))',
    '(origin, next) => ok ? next : 0',
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
    'function (origin, fn) { const ok = ["https://a.example"].includes(origin); fn(null, ok) }',
    "(o, fn) => { const ok = 'http://a' === o; fn(null, ok) }",
    '(o, fn) => { const ok = `http://a` === o; fn(null, ok) }',
    '(o, fn) => { const ok = `${"//"}//${o}` === o; fn(null, ok) }',
    '(o, fn) => { const ok = /^https?:[/]{2}a\\/\\/$/.test(o); fn(null, ok) }',
    '(o, fn) => { const ok = a / b / c; fn(null, ok) }',
    '(o, fn) => `${fn(null, true)}`',
    '(o, fn) => { if (o) { fn(null, true) } }',
    '(o, fn) => { load(o, (error, list) => { fn(error, list.includes(o)) }) }',
    'function (o, fn) { if (fn) { fn() } }',
    '(o = "(,", fn) => fn()',
  ],
  [
    false,
    '(origin, { list }) => { (list); return true }',
    '(origin, [list]) => { [list]; return true }',
    '(origin, cb) => allowed.has(origin)',
    '(origin, callback) => true',
    '(origin, cb) => {}',
    '(origin, next) => { return /* next() */ allowed.has(origin) }',
    '(origin, next) => "next()" === origin',
    '(origin, next) => origin.next()',
    '(origin, cb) => { cb.tenant; return true }',
    '(origin, cb) => cb["tenant"] === origin',
    '(origin, resolve) => new Promise((resolve) => resolve(true))',
    '(origin, next) => check({ next: 1 })',
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
    '(origin, r) => /^https:\\/\\/(?:r(ed)?|blue)\\.example\\.com$/.test(origin)',
    '(origin, m) => tests.some((m) => m(origin))',
    '(origin, m) => tests.some(m => m(origin))',
    '(origin, m) => tests.some(function (m) { return m(origin) })',
    '(origin, m) => tests.some((t, [m]) => m(origin))',
    '(origin, m) => tests.some((m, n = (x, [y])) => m(origin))',
    '(origin, m) => tests.some((m, n = (x, { y })) => m(origin))',
    '(origin, m) => { const m2 = 1; { const m = f; return m(1) } }',
    '(origin, m) => "m(1)" === `m(1)`',
    '(origin, m) => /[/]m(1)/.test(origin)',
    '(origin, m) => origin?.m(1)',
    '(origin, m) => `${origin} m(1)`',
    'Math.max',
    'parseInt.bind(null)',
    '5',
    'null',
    '({})',
  ],
]

// biome-ignore-end lint/suspicious/noTemplateCurlyInString: -

test.each(STYLES.flatMap(([is, ...texts]) => texts.map((text) => [text, is] as const)))(
  '%s waits for a callback: %s',
  (text, is) => {
    expect(isCallbackStyle(new Function(`return ${text}`)())).toBe(is)
  },
)

test.each(['class {}', 'class A { static b() {} }', 'function* () {}', 'async function* () { yield true }'])(
  '%s is not a predicate',
  (text) => {
    const origin = new Function(`return (${text})`)()
    expect(checkOptions({ origin }).issues.map(({ code }) => code)).toEqual(['origin-wrong-type'])
  },
)
