/** Other names for a list or an object of options, and what a program does by them. */
import fc from 'fast-check'

/** A way from an expression FROM to another one that gives the same; FREE is a name that is not used yet. */
interface Step {
  readonly before: string
  readonly gives: string
}

const STEPS: readonly Step[] = [
  { before: 'const FREE = FROM', gives: 'FREE' },
  { before: 'let FREE; FREE = FROM', gives: 'FREE' },
  { before: 'let FREE = []; FREE = FROM', gives: 'FREE' },
  { before: 'let FREE; [FREE] = [FROM]', gives: 'FREE' },
  { before: 'let FREE; ({ list: FREE } = { list: FROM })', gives: 'FREE' },
  { before: 'let FREE', gives: '(FREE = FROM)' },
  { before: '', gives: '(isOn ? FROM : [])' },
  { before: '', gives: '(FROM || [])' },
  { before: '', gives: '(isOn && FROM)' },
  { before: '', gives: '(undefined ?? FROM)' },
  { before: '', gives: '(0, FROM)' },
  { before: '', gives: '[FROM][0]' },
  { before: '', gives: '({ list: FROM }).list' },
  { before: '', gives: '({ origins: FROM }).origins' },
  { before: '', gives: '({ ...{ origin: FROM } }).origin' },
  { before: '', gives: '[FROM].find(Boolean)' },
  { before: '', gives: 'Object.assign({}, { origin: FROM }).origin' },
  { before: '', gives: "new Map([['x', FROM]]).get('x')" },
  { before: 'const FREE = { list: FROM }', gives: 'FREE.list' },
  { before: 'const FREE = { origin: FROM }', gives: 'FREE.origin' },
  { before: 'const FREE = { origins: FROM }', gives: "FREE['origins']" },
  { before: 'const FREE = {}; FREE.origins = FROM', gives: 'FREE.origins' },
  { before: 'const { list: FREE } = { list: FROM }', gives: 'FREE' },
  { before: 'const { FREE } = { FREE: FROM }', gives: 'FREE' },
  { before: 'const [FREE] = [FROM]', gives: 'FREE' },
  { before: 'const { ...FREE } = { origin: FROM }', gives: 'FREE.origin' },
  { before: 'const FREE = () => FROM', gives: 'FREE()' },
  { before: 'function FREE() { return FROM }', gives: 'FREE()' },
  { before: 'const FREE = (x) => x', gives: 'FREE(FROM)' },
  { before: 'function FREE(x) { const y = x; return y }', gives: 'FREE(FROM)' },
  { before: 'function FREE() { return arguments[0] }', gives: 'FREE(FROM)' },
  { before: 'function FREE(...all) { return all[0] }', gives: 'FREE(FROM)' },
  { before: 'function FREE(a, b) { return b }', gives: 'FREE(...[1], FROM)' },
  { before: 'let FREE = (x) => undefined; FREE = (x) => x', gives: 'FREE(FROM)' },
  { before: 'class FREE { static list = FROM }', gives: 'FREE.list' },
  { before: 'class FREE { constructor(x) { this.list = x } }', gives: 'new FREE(FROM).list' },
  { before: 'globalThis.FREE = FROM', gives: 'globalThis.FREE' },
  { before: 'const FREE = (parts, x) => x', gives: 'FREE`$' + '{FROM}`' },
  { before: 'module.exports = { origins: FROM }', gives: 'module.exports.origins' },
  { before: 'exports.origin = FROM', gives: 'exports.origin' },
]

const LIST_ENDS = [
  'FROM.push(ENTRY)',
  "FROM['push'](ENTRY)",
  'FROM?.push(ENTRY)',
  'FROM[1] = ENTRY',
  'FROM.length = 0',
  'FROM.splice(0, 1, ENTRY)',
  'FROM.forEach((entry, index, all) => { all[1] = ENTRY })',
  'const visit = (entry, index, all) => { all[1] = ENTRY }; FROM.forEach(visit)',
  'Array.prototype.push.call(FROM, ENTRY)',
  'FROM.includes(ENTRY)',
  '[...FROM].push(ENTRY)',
  'FROM.slice().push(ENTRY)',
  'JSON.stringify(FROM)',
  'for (const entry of FROM) String(entry)',
  'FROM.filter(Boolean).push(ENTRY)',
]

const OPTIONS_ENDS = [
  'FROM.origin.push(ENTRY)',
  'FROM.origin = ENTRY',
  "FROM['origin'] = [ENTRY]",
  'FROM.credentials = false',
  'const { origin: last } = FROM; last.push(ENTRY)',
  'const { ...last } = FROM; last.origin.push(ENTRY)',
  'const last = { ...FROM }; last.origin.push(ENTRY)',
  'Object.assign(FROM, { origin: ENTRY })',
  'delete FROM.origin',
  'FROM.origin.includes(ENTRY)',
  'JSON.stringify(FROM.origin)',
]

const chain = (ends: readonly string[], name: string, entry: string) =>
  fc.tuple(fc.array(fc.constantFrom(...STEPS), { maxLength: 3 }), fc.constantFrom(...ends)).map(([steps, end]) => {
    let from = name
    const lines = steps.map(({ before, gives }, index) => {
      const filled = (text: string) => text.replaceAll('FREE', `corskitAlias${index}`).replaceAll('FROM', from)
      const line = filled(before)
      from = filled(gives)
      return line
    })
    return [...lines, end.replaceAll('FROM', from).replaceAll('ENTRY', entry)].map((line) => `;${line}`).join('\n')
  })

export const listChain = (name: string, entry: string) => chain(LIST_ENDS, name, entry)
export const optionsChain = (name: string, entry: string) => chain(OPTIONS_ENDS, name, entry)
