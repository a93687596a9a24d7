import { expect, test } from 'vitest'
import { foreignVocabulary } from './foreign-vocabulary.ts'
import { NAMES, SAMPLES } from './testing/foreign-samples.ts'

test.each(Object.entries(NAMES))('the software of %s is %s', (sample, name) => {
  expect(foreignVocabulary(SAMPLES[sample])?.name).toBe(name)
})

/** The words of a key: `maxAgeSeconds`, `MaxAgeSeconds`, `max_age_seconds`, `CORSRules`. */
const wordsOf = (key: string) =>
  key
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[\s_-]+/)
const capital = (word: string) => word.slice(0, 1).toUpperCase() + word.slice(1)

const CASINGS: Readonly<Record<string, (words: readonly string[]) => string>> = {
  camelCase: ([first = '', ...others]) => first + others.map(capital).join(''),
  PascalCase: (words) => words.map(capital).join(''),
  'kebab-case': (words) => words.join('-'),
  snake_case: (words) => words.join('_'),
  UPPER_SNAKE: (words) => words.join('_').toUpperCase(),
}

function inCasing(value: unknown, casing: (words: readonly string[]) => string): unknown {
  if (Array.isArray(value)) return value.map((one) => inCasing(one, casing))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inside]) => [
      /[./]/.test(key) ? key : casing(wordsOf(key)),
      inCasing(inside, casing),
    ]),
  )
}

/** `CORS_ALLOWED_ORIGINS: …`: one level, as an environment has it. */
function asEnvironment(value: unknown, path: readonly string[] = []): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return { [path.join('_').toUpperCase()]: value }
  return Object.assign(
    {},
    ...Object.entries(value).map(([key, inside]) =>
      asEnvironment(inside, Array.isArray(value) ? path : [...path, ...wordsOf(key.replace(/\W+/g, '_'))]),
    ),
  )
}

const OTHERWISE = Object.entries(SAMPLES).flatMap(([sample, content]) => [
  ...Object.entries(CASINGS).map(([casing, write]) => [sample, casing, inCasing(content, write)] as const),
  [sample, 'environment', asEnvironment(content)] as const,
])

/** `Amazon CloudFront` of `Amazon CloudFront (Terraform)`: the same software, written for another tool. */
const software = (name: string | undefined) => name?.replace(/ \(.*\)/, '')

test('a sample in another casing has the name of its software, or none, or words that others have too', () => {
  const wrong = OTHERWISE.flatMap(([sample, casing, content]) => {
    const name = foreignVocabulary(content)?.name
    return name === undefined || software(name) === software(NAMES[sample]) || name.endsWith(' and others')
      ? []
      : [`${sample} in ${casing}: ${name} ${JSON.stringify(content)}`]
  })
  expect(wrong).toEqual([])
})
