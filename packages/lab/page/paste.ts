/** From what was pasted on the start page to the view that shows it. */
import { toFragment, USUAL } from './fragment.ts'
import type { Surroundings } from './surroundings.ts'

export type Pasted = { readonly hash: string } | { readonly mistake: string }

export async function pasted(text: string, { pageOrigin }: Surroundings): Promise<Pasted> {
  const url = text.trim()
  if (!/^https?:\/\/\S+$/.test(url) || !URL.canParse(url)) return { mistake: 'Expected a URL.' }
  return { hash: toFragment({ ...USUAL, url, origin: pageOrigin, headers: [] }, pageOrigin) }
}
