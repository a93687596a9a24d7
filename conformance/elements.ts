/** What a page loads without a call of fetch, and the files that its servers answer with. */
import { readFileSync } from 'node:fs'
import type { ElementInitiator } from 'corskit/browser'

/** Each way with a file that it can use, so that it fails only where a rule refuses. */
const ASSETS = {
  img: ['image.svg', 'image/svg+xml'],
  script: ['script.js', 'text/javascript'],
  module: ['module.js', 'text/javascript'],
  stylesheet: ['style.css', 'text/css'],
  font: ['font.ttf', 'font/ttf'],
  audio: ['sound.wav', 'audio/wav'],
  video: ['sound.wav', 'audio/wav'],
  beacon: ['style.css', 'text/plain'],
  eventsource: ['events.txt', 'text/event-stream'],
} as const satisfies Record<ElementInitiator, readonly [file: string, type: string]>

export const typeOfAsset = (way: ElementInitiator): string => ASSETS[way][1]

const files = new Map<ElementInitiator, Buffer>()

export function assetOf(way: ElementInitiator): Buffer {
  const file = files.get(way) ?? readFileSync(new URL(`page/assets/${ASSETS[way][0]}`, import.meta.url))
  files.set(way, file)
  return file
}
