/** Changes a text at positions, so that everything else stays as its author wrote it. */

export interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** Of two edits at one place, the insertion goes first. Edits do not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end)
  let result = ''
  let position = 0
  for (const edit of sorted) {
    if (edit.start < position) throw new RangeError('two edits overlap')
    result += text.slice(position, edit.start) + edit.text
    position = edit.end
  }
  return result + text.slice(position)
}
