/**
 * Data as YAML. Every text stands in double quotes as JSON writes it, which YAML reads alike: no value is taken for a
 * number, a date or a tag.
 */

export type Data = string | number | boolean | readonly Data[] | { readonly [name: string]: Data }

export function yaml(data: Data, indent = ''): string {
  return lines(data)
    .map((line) => (line === '' ? '' : `${indent}${line}`))
    .join('\n')
}

function lines(data: Data): string[] {
  if (Array.isArray(data)) {
    return (data as readonly Data[]).flatMap((item) => {
      const [first = '', ...rest] = isEmpty(item) || !isNested(item) ? [scalar(item)] : lines(item)
      return [`- ${first}`, ...rest.map((line) => `  ${line}`)]
    })
  }
  if (!isNested(data)) return [scalar(data)]
  return Object.entries(data as Readonly<Record<string, Data>>).flatMap(([name, value]) => {
    const key = /^[A-Za-z_][\w.-]*$/.test(name) ? name : text(name)
    if (!isNested(value) || isEmpty(value)) return [`${key}: ${scalar(value)}`]
    return [`${key}:`, ...lines(value).map((line) => `  ${line}`)]
  })
}

const isNested = (data: Data) => typeof data === 'object'
const isEmpty = (data: Data) => typeof data === 'object' && Object.keys(data).length === 0

function scalar(data: Data): string {
  if (typeof data === 'object') return Array.isArray(data) ? '[]' : '{}'
  return typeof data === 'string' ? text(data) : String(data)
}

const text = (value: string) =>
  JSON.stringify(value).replace(/[\x7f-\uffff]/g, (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`)
