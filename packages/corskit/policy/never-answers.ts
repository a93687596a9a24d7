/**
 * Whether calling it gives no answer, whatever is written in it: a class throws when it is called, and a generator
 * gives an iterator and runs nothing.
 */
export function neverAnswers(value: unknown): boolean {
  if (typeof value !== 'function') return false
  if (/^class\b/.test(Function.prototype.toString.call(value))) return true
  const kind = kindOf(value)
  return kind === '[object GeneratorFunction]' || kind === '[object AsyncGeneratorFunction]'
}

/** A proxy may refuse to tell; then the call decides. */
function kindOf(value: unknown): string {
  try {
    return Object.prototype.toString.call(value)
  } catch {
    return ''
  }
}
