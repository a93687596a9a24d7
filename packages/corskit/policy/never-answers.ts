/**
 * Whether calling it gives no answer, whatever is written in it: a class throws when it is called, and a generator
 * gives an iterator and runs nothing.
 */
export function neverAnswers(value: unknown): boolean {
  if (typeof value !== 'function') return false
  if (/^class\b/.test(Function.prototype.toString.call(value))) return true
  const kind = Object.prototype.toString.call(value)
  return kind === '[object GeneratorFunction]' || kind === '[object AsyncGeneratorFunction]'
}
