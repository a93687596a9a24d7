import { CAUSE_RULES } from '@corskit/diagnose'
import { describe, expect, test } from 'vitest'
import { OWN_WORDS } from './own-words.ts'
import { isPlainValue } from './plain-values.ts'

describe('no secret', () => {
  test.each([
    'http://localhost:3000',
    'https://app.example.com',
    'https://*.example.com',
    'https://hunter2-s3cr3t.example.com:8443/',
    'capacitor://localhost',
    'http://[::1]:8080',
    'localhost:5173',
    'app.example.com',
    '127.0.0.1:4811',
    'https://a.example.com, https://b.example.com',
    'content-type',
    'Access-Control-Allow-Origin',
    'ccess-Control-Allow-Ori',
    'PUT, DELETE',
    'content-type, x-request-id',
    'MissingAllowOriginHeader',
    'preflight',
    'ORIGIN',
    'public',
    'The server sends no CORS headers at all',
    'access-control-allow-origin=true',
  ])('%s', (value) => {
    expect(isPlainValue(value)).toBe(true)
  })
})

describe('perhaps a secret', () => {
  test.each([
    'hunter2-S3cr3t-T0ken',
    'swordfish',
    'correct horse battery staple',
    'correct-horse-battery-staple',
    'ada:dragons',
    'Bearer swordfish',
    'https://ada:swordfish@app.example.com',
    'https://app.example.com/swordfish',
    'a1b2c3d4.e5f6a7b8.c9d0e1f2',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0',
    '12345678',
    'id=swordfish',
    'sEcReT',
    '550e8400-e29b-41d4-a716-446655440000',
  ])('%s', (value) => {
    expect(isPlainValue(value)).toBe(false)
  })
})

test('the words of every cause are words of corskit', () => {
  const texts = CAUSE_RULES.flatMap(({ id, title, symptom, sure, why, fix }) => [id, title, symptom, sure, why, fix])
  const words = texts.flatMap((text) => text.replace(/([a-z])([A-Z])/g, '$1 $2').match(/[A-Za-z]{2,}/g) ?? [])
  expect([...new Set(words)].filter((word) => !OWN_WORDS.has(word.toLowerCase()))).toEqual([])
})
