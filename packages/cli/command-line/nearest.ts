/**
 * The word that was probably meant, or `null` when none is similar. A third of its letters may be wrong: at least one,
 * and at most three.
 */
export function nearest(word: string, candidates: Iterable<string>): string | null {
  // A longer word is not a typing mistake, and computing the distance costs the product of both lengths.
  if (word.length > 40) return null
  let best: string | null = null
  let bestDistance = Infinity
  for (const candidate of candidates) {
    const limit = Math.min(3, Math.max(1, Math.round(candidate.length / 3)))
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase())
    if (distance <= limit && distance < bestDistance) {
      best = candidate
      bestDistance = distance
    }
  }
  return best
}

/** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment). */
function editDistance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)]
  const at = (i: number, j: number) => rows[i]?.[j] ?? Infinity
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    rows.push(row)
    for (let j = 1; j <= b.length; j++) {
      const replaced = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1)
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(i - 2, j - 2) + 1 : Infinity
      row[j] = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, replaced, swapped)
    }
  }
  return at(a.length, b.length)
}
