import { expect, test } from 'vitest'
import { parseSource } from './syntax-tree.ts'
import { withoutUnused } from './unused-names.ts'

const parse = (text: string) => parseSource('a.ts', text)

/** The lines that are left when the line `use(…)` is taken out. */
function leftOf(text: string): string {
  return withoutUnused(parse(text), text.replace(/^use[(<].*\n/m, ''), parse)
}

test.each([
  ["import type { A } from './a.js'\nuse(A)\n", ''],
  ["import { type A } from './a.js'\nuse(A)\n", ''],
  ["import { type A, b } from './a.js'\nuse(A)\nb()\n", "import { b } from './a.js'\nb()\n"],
  ["import a, { b, c as d } from 'a'\nuse(b)\na(d)\n", "import a, { c as d } from 'a'\na(d)\n"],
  ["import a, { b } from 'a'\nuse(b)\na()\n", "import a from 'a'\na()\n"],
  ["import a, * as b from 'a'\nuse(a)\nb()\n", "import * as b from 'a'\nb()\n"],
  ["import { A } from 'a' // why\nuse(A)\nrun()\n", ' // why\nrun()\n'],
  ["import { A } from 'a'\nuse(A)\n", ''],
  // It may do something when it is loaded.
  ["import { A } from './a.js'\nuse(A)\n", "import './a.js'\n"],
  ["import data from './a.json' with { type: 'json' }\nuse(data)\n", "import './a.json' with { type: 'json' }\n"],
  ['type A = string\nuse(A)\n', ''],
  ['interface A { b: string }\nuse(A)\nrun()\n', 'run()\n'],
  ['run()\n\n/** What it is. */\n// And why.\ntype A = string\n\nuse(A)\nrun()\n', 'run()\n\nrun()\n'],
  ['// Of the file.\n\ntype A = string\nuse(A)\nrun()\n', '// Of the file.\n\nrun()\n'],
  ['type A = B\ntype B = string\nuse(A)\n', ''],
  ["import type { B } from './b.js'\ntype A = B\nuse(A)\n", ''],
  ['class A extends Error { status = 403 }\nuse(A)\n', ''],
  ["const TEXT = 'no'\nclass A extends Error { text = TEXT }\nuse(A)\n", ''],
  ['const a = () => run()\nuse(a)\n', ''],
  ['function a() {}\nuse(a)\n', ''],
  ['enum A { B = 1 }\nuse(A)\n', ''],
  // Without semicolons.
  ["const a = run()\nclass A {}\n['x'].forEach(a)\nuse(A)\n", "const a = run()\n;['x'].forEach(a)\n"],
  ['const a = run()\ninterface A {}\n(async () => a)()\nuse<A>()\n', 'const a = run()\n;(async () => a)()\n'],
  ["run();\nclass A {}\n['x'].forEach(run);\nuse(A)\n", "run();\n['x'].forEach(run);\n"],
  ["const A = 'no'\n\n;['x'].forEach(run)\nuse(A)\n", "\n;['x'].forEach(run)\n"],
  ["type A = string\n;['x'].forEach(run)\nuse<A>()\n", ";['x'].forEach(run)\n"],
  // An import of types alone loads nothing.
  [
    "import { A, type B } from './a.js'\nuse(A)\nlet b: B\n",
    "import './a.js'\nimport { type B } from './a.js'\nlet b: B\n",
  ],
  ["import { type A, type B } from './a.js'\nuse(A)\nlet b: B\n", "import { type B } from './a.js'\nlet b: B\n"],
])('%j: %j is left', (text, left) => {
  expect(leftOf(text)).toBe(left)
})

test.each([
  'export type A = string\n',
  'type A = string\nexport { A }\n',
  'class A {}\nmodule.exports = { A }\n',
  'class A { static b = run() }\n',
  'class A { static { run() } }\n',
  '@run class A {}\n',
  'class A { @run a = 1 }\n',
  'class A extends made(Error) {}\n',
  'const a = run()\n',
  'let a = []\n',
  "import { A } from 'a'\nconst a = <A>run()\n",
  "import { A } from 'a'\nlet a: A.B\n",
])('%j stays', (text) => {
  expect(leftOf(`${text}use(A, a)\n`)).toBe(text)
})

test('what nothing used before stays too', () => {
  const text = "import { A } from 'a'\nimport type { B } from 'b'\ntype C = string\n"
  expect(leftOf(`${text}use(D)\n`)).toBe(text)
})
