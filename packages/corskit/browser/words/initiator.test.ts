import { expect, test } from 'vitest'
import { destinationOf, ELEMENT_INITIATORS, isElement, isInitiator } from './initiator.ts'

const DESTINATIONS: readonly (readonly [initiator: string, destination: string])[] = [
  ['img', 'image'],
  ['script', 'script'],
  ['module', 'script'],
  ['stylesheet', 'style'],
  ['font', 'font'],
  ['audio', 'audio'],
  ['video', 'video'],
  ['eventsource', 'empty'],
  ['beacon', 'empty'],
]

test.each(DESTINATIONS)('%s is an element, whose requests are for %s', (initiator, destination) => {
  expect([isElement(initiator), isInitiator(initiator), destinationOf(initiator)]).toEqual([true, true, destination])
})

test('these are all elements', () => {
  expect(ELEMENT_INITIATORS).toEqual(DESTINATIONS.map(([initiator]) => initiator))
})

test.each([
  ['fetch', true],
  ['xmlhttprequest', true],
  ['', false],
  ['constructor', false],
  ['IMG', false],
])('%j is not an element', (initiator, is) => {
  expect([isElement(initiator), isInitiator(initiator), destinationOf(initiator)]).toEqual([false, is, 'empty'])
})

test('what is not given is not an element', () => {
  expect(isElement(undefined)).toBe(false)
})
