import { expect, test } from 'vitest'
import { routeOf } from './route.ts'

test.each([
  ['', { view: 'start' }],
  ['#', { view: 'start' }],
  ['#/', { view: 'start' }],
  ['#/bench', { view: 'bench', state: '' }],
  ['#/bench?v=1&url=a%2F', { view: 'bench', state: 'v=1&url=a%2F' }],
  ['#url=http%3A%2F%2F127.0.0.1%2F&method=PUT', { view: 'bench', state: 'url=http%3A%2F%2F127.0.0.1%2F&method=PUT' }],
  ['#/scenes', { view: 'scenes' }],
  ['#/scene/simple-request?choice=right', { view: 'scene', id: 'simple-request', state: 'choice=right' }],
  ['#/attack/evil', { view: 'attack', id: 'evil', state: '' }],
  ['#/myth/blocks', { view: 'myth', id: 'blocks', state: '' }],
  ['#/scene/', { view: 'unknown', hash: '#/scene/' }],
  ['#/scene/<img>', { view: 'unknown', hash: '#/scene/<img>' }],
  ['#/constructor', { view: 'unknown', hash: '#/constructor' }],
])('%s', (hash, route) => {
  expect(routeOf(hash)).toEqual(route)
})
