/** Lists of a program that get other entries while it runs. */
import fc from 'fast-check'

/** Ways in which a list NAME gets another ENTRY, or other ones. */
export const GROWTHS = [
  'NAME.push(ENTRY)',
  'NAME?.push(ENTRY)',
  'NAME[1] = ENTRY',
  'NAME.splice(0, 0, ENTRY)',
  'NAME.length = 0',
  'const alias = NAME; alias.push(ENTRY)',
  'const alias = isProd ? [] : NAME; alias.push(ENTRY)',
  'let alias; alias = NAME; alias.push(ENTRY)',
  'add(ENTRY, NAME)',
  '((to) => to.push(ENTRY))(NAME)',
  'const give = () => NAME; give().push(ENTRY)',
  'globalThis.corskitGrown = NAME; globalThis.corskitGrown.push(ENTRY)',
  'settings.list = NAME; settings.list.push(ENTRY)',
  'const held = { list: NAME }; held.list.push(ENTRY)',
  'for (const one of [NAME]) one.push(ENTRY)',
  'NAME.forEach((entry, index, all) => { all[1] = ENTRY })',
  'Object.assign(NAME, [ENTRY])',
  'Array.prototype.push.call(NAME, ENTRY)',
  'const { push } = NAME; push.call(NAME, ENTRY)',
  '[NAME[0]] = [ENTRY]',
  'delete NAME[0]',
]

/** Code that only looks so. */
export const READINGS = [
  'JSON.stringify(NAME); new Set(NAME).add(ENTRY); count(NAME)',
  'const copy = [...NAME]; copy.push(ENTRY); for (const entry of NAME) count(entry)',
]

const GROWING = [
  ['growing', "'https://other.example.com'"],
  ['growingMethods', "'DELETE'"],
  ['growingHeaders', "'x-b'"],
] as const

/** What is done to the lists after the app is set up, if anything. */
export const growth = fc.oneof(
  fc.constant(''),
  fc
    .tuple(fc.constantFrom(...GROWTHS, ...READINGS), fc.constantFrom(...GROWING))
    .map(([text, [name, entry]]) => `;${text}`.replaceAll('NAME', name).replaceAll('ENTRY', entry)),
)
