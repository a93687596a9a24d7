/** A picture as text: for screen readers, terminals and print. */
import { PICTURE_TEXT } from '../page/words/picture.ts'
import type { Picture, PictureEvent } from '../words/picture.ts'

export function asText(picture: Picture): readonly string[] {
  return picture.events.map((event) => eventText(picture, event))
}

export function eventText(picture: Picture, event: PictureEvent): string {
  const side = event.side === undefined ? '' : PICTURE_TEXT[event.side]
  const text = ownText(picture, event)
  return side + text.charAt(0).toUpperCase() + text.slice(1)
}

function ownText({ actors }: Picture, event: PictureEvent): string {
  const name = (id: string) => actors.find((actor) => actor.id === id)?.name ?? id
  switch (event.type) {
    case 'arrow': {
      const headers = (event.headers ?? [])
        .filter(({ mark }) => mark !== 'plain')
        .map(({ name, value, mark }) => `${name}: ${value}${mark === 'hidden' ? PICTURE_TEXT.hidden : ''}`)
      return `${event.says}${headers.length > 0 ? ` ${headers.join('; ')}` : ''}`
    }
    case 'rule':
      return `${PICTURE_TEXT.looksAt(name(event.at), `"${event.rule}"${event.term === undefined || event.term === event.rule ? '' : ` (${event.term})`}`, event.state)} ${event.says}`
    case 'note':
      return event.says
    case 'effect':
      return PICTURE_TEXT.on(name(event.at), event.says)
  }
}
