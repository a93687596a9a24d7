/** The only error of the model: it names the input, what was expected, and what was given. */
export function wrong(input: string, expected: string, given: unknown): TypeError {
  return new TypeError(`${input} must be ${expected}, not ${written(given)}`)
}

function written(given: unknown): string {
  if (typeof given === 'string') return JSON.stringify(given)
  if (typeof given === 'function') return 'a function'
  if (Array.isArray(given)) return 'an array'
  if (given !== null && typeof given === 'object') return 'an object'
  return String(given)
}
