/** What the visitor has seen, repaired and bet on: kept in this browser only. */
import { SvelteSet } from 'svelte/reactivity'

export type SeenKind = 'scene' | 'attack' | 'myth'

const KEY = 'corskit-lab-seen'

const seen = new SvelteSet<string>(stored())

function stored(): string[] {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]')
    return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
  } catch {
    return []
  }
}

export const isSeen = (kind: SeenKind, id: string): boolean => seen.has(`${kind}/${id}`)

export function markSeen(kind: SeenKind, id: string): void {
  if (isSeen(kind, id)) return
  seen.add(`${kind}/${id}`)
  try {
    localStorage.setItem(KEY, JSON.stringify([...seen]))
  } catch {
    // If the browser keeps nothing, it is lost with the page.
  }
}
