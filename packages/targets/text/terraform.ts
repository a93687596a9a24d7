/** Terraform's JSON. https://developer.hashicorp.com/terraform/language/syntax/json */

import type { Facts } from '../words/facts.ts'
import type { Form, WriteOptions } from '../words/target.ts'
import type { Data } from './yaml.ts'

/**
 * A resource of its own, or one that is merged into a resource that is there: then the file's name ends in
 * `_override.tf.json`.
 */
export function terraform(
  type: string,
  name: string,
  isOverride: boolean,
  bodyOf: (facts: Facts) => { readonly [name: string]: Data },
): Form {
  return {
    name: 'terraform',
    output: isOverride ? `${name}_override.tf.json` : `${name}.tf.json`,
    keepsHeading: true,
    notes: [
      isOverride
        ? `Terraform merges a file whose name ends in _override.tf.json into the resource of the same name: call ${type}.${name} here what yours is called`
        : `what stands in \${…} is the name of your resource or variable`,
    ],
    write: (facts, options: WriteOptions) =>
      JSON.stringify(
        { '//': options.heading.join('; '), resource: { [type]: { [name]: literal(bodyOf(facts)) } } },
        null,
        2,
      ),
  }
}

/** What Terraform is to compute: everything else is taken as it is. */
export const reference = (expression: string): Data => ({ [REFERENCE]: expression })

const REFERENCE = 'corskit-reference'

/** Each text with its template signs taken as text, except for references. */
function literal(data: Data): Data {
  if (typeof data === 'string') return escaped(data)
  if (typeof data !== 'object') return data
  if (Array.isArray(data)) return data.map(literal)
  const fields = data as { readonly [name: string]: Data }
  const expression = fields[REFERENCE]
  if (typeof expression === 'string') return `\${${expression}}`
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, literal(value)]))
}

const escaped = (text: string) => text.replaceAll(/([$%])(?=\{)/g, '$1$1')

/** Terraform has the words of the services, `AllowOrigins` as `allow_origins`. */
export function inSnakeCase(data: Data): Data {
  if (typeof data !== 'object' || Array.isArray(data)) return data
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [
      name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase(),
      inSnakeCase(value),
    ]),
  )
}
