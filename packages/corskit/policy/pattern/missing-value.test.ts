import { expect, test } from 'vitest'
import { checkOptions } from '../checks/check-options.ts'

function warned(origin: unknown): string[] {
  const { issues, warnings } = checkOptions({ origin })
  expect(issues).toEqual([])
  return warnings.map(({ code, path }) => `${code}@${path}`)
}

const unset: undefined = undefined
const none: null = null

test.each([
  `https://${unset}`,
  `https://${unset}:3000`,
  `https://${unset}.example.com`,
  `https://app.${unset}`,
  `https://*.${unset}.example.com`,
  `https://${none}`,
  `https://app.${none}:8080`,
  `https://${Number('x')}`.toLowerCase(),
  `app://${unset}`,
])('%s is what is left of a missing value', (origin) => {
  expect(warned(origin)).toEqual(['name-never-sent@origin'])
  expect(warned(['https://a.example.com', origin])).toEqual(['name-never-sent@origin[1]'])
})

test.each([
  'https://undefined-behavior.example.com',
  'https://my-undefined.example.com',
  'https://null.example.com',
  'https://nan.example.com',
  'https://nan.th',
  'https://annull',
  'http://localhost:*',
])('%s is a name', (origin) => {
  expect(warned(origin)).toEqual([])
})
