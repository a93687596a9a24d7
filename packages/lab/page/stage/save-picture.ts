/**
 * The stage as a file: the same nodes, with the page's styles, so that it is light or dark as its reader has set.
 */
import { asSvg } from '../../stage/as-svg.ts'
import type { Picture } from '../../words/picture.ts'
import tokens from '../tokens.css?inline'
import stage from './stage.css?inline'

export function savePicture(picture: Picture): void {
  const text = asSvg(picture, `${tokens}${stage}`)
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }))
  link.download = 'corskit-stage.svg'
  link.click()
  URL.revokeObjectURL(link.href)
}
