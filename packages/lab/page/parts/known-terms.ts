/** Which terms this reader has looked up: kept in this browser only. */
const KEY = 'corskit-lab-terms'

export function knownTerms(): Set<string> {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]')
    return new Set(Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [])
  } catch {
    return new Set()
  }
}

export function learn(id: string): void {
  try {
    localStorage.setItem(KEY, JSON.stringify([...knownTerms().add(id)]))
  } catch {
    // If the browser keeps nothing, the term is explained again.
  }
}
