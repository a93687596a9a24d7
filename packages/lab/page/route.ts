/**
 * Which view the address names. Everything is after `#`, so any static host can serve it and no server sees it.
 */

export type Route =
  | { readonly view: 'start' }
  | { readonly view: 'bench'; readonly state: string }
  | { readonly view: 'scenes' | 'attacks' | 'myths' }
  | { readonly view: 'scene' | 'attack' | 'myth'; readonly id: string; readonly state: string }
  | { readonly view: 'unknown'; readonly hash: string }

const LISTS = { scenes: 'scenes', attacks: 'attacks', myths: 'myths' } as const

export function routeOf(hash: string): Route {
  const text = hash.replace(/^#/, '')
  // The form of the lab before it had views.
  if (/^(?:[^/]*&)?url=/.test(text)) return { view: 'bench', state: text }
  const [path = '', state = ''] = splitOnce(text.replace(/^\//, ''), '?')
  const [view = '', id = ''] = splitOnce(path, '/')
  if (view === '') return { view: 'start' }
  if (view === 'bench' && id === '') return { view, state }
  if (Object.hasOwn(LISTS, view) && id === '') return { view: view as 'scenes' }
  if ((view === 'scene' || view === 'attack' || view === 'myth') && /^[a-z0-9-]+$/.test(id)) return { view, id, state }
  return { view: 'unknown', hash }
}

function splitOnce(text: string, mark: string): string[] {
  const at = text.indexOf(mark)
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)]
}
