import { expect, test } from 'vitest'
import { isStream, typeOfBody } from './request-body.ts'

// Node makes each of them at its first use, with the help of the others.
const CLASSES = { ReadableStream, FormData, Blob }

test.each(Object.keys(CLASSES))(
  'a place without %s, as Jest with jsdom may be, knows the type of every other body',
  (name) => {
    const kept = Object.getOwnPropertyDescriptor(globalThis, name) as PropertyDescriptor
    Reflect.deleteProperty(globalThis, name)
    try {
      const bytes = new Uint8Array([1])
      expect([isStream(bytes), typeOfBody(bytes), typeOfBody('text')]).toEqual([
        false,
        null,
        'text/plain;charset=UTF-8',
      ])
    } finally {
      Object.defineProperty(globalThis, name, kept)
    }
  },
)
