/** The body of a call, by the object that script hands over. */
import type { CallInit } from '../scenario.ts'
import type { Levels } from './factors.ts'
import type { Random } from './random.ts'

export function bodyOf(level: Levels['body'], random: Random): CallInit['body'] {
  switch (level) {
    case 'none':
      return undefined
    case 'string':
      return { kind: 'string', value: 'text' }
    case 'json':
      return { kind: 'string', value: '{"a":1}' }
    case 'urlsearchparams':
      return { kind: 'urlsearchparams', value: 'a=b' }
    case 'formdata':
      return { kind: 'formdata', value: [['a', 'b']] }
    case 'blob':
      return { kind: 'blob', value: 'x' }
    case 'blob-json':
      return { kind: 'blob', value: '{}', type: random.pick(['application/json', 'text/plain', 'text/x']) }
    case 'bytes':
      return { kind: 'bytes', value: [1, 2, 3] }
  }
}
