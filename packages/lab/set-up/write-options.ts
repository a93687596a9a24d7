/** Writes the options of a policy as a person would. */
import type { PolicyOptions } from 'corskit'

export function writeOptions(options: PolicyOptions): string {
  const lines = Object.entries(options)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `  ${name}: ${written(value)},`)
  return `{\n${lines.join('\n')}\n}`
}

function written(value: unknown): string {
  if (typeof value === 'string') return `'${value.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n')}'`
  if (Array.isArray(value)) return `[${value.map(written).join(', ')}]`
  if (value instanceof RegExp) return String(value)
  return JSON.stringify(value) ?? 'undefined'
}
