/** A header that an OpenAPI document or a JSON Schema describes, which writes none. */
import type { Node } from '@babel/types'
import { keyOf, type SyntaxTree } from '../../syntax/syntax-tree.ts'

const WORDS = 'schema|description|type|\\$ref|required|examples?|style|explode|content|format|enum|pattern|deprecated'
/** A value that a program can take from there: `{ "type": "string", "default": "*" }`. */
const HAS_VALUE = /\b(?:default|const)["']?\s*:/
const BEGINS = new RegExp(`^\\\\?["']?\\s*:\\s*\\{?\\s*\\\\?["']?(?:${WORDS})\\\\?["']?\\s*:`)
const IS_WORD = new RegExp(`^(?:${WORDS}|nullable|x-.*)$`)

/** `"Access-Control-Allow-Origin": { "schema": … }`, in JSON or YAML. @param behind the text behind the name */
export const isDescribedInText = (behind: string) => BEGINS.test(behind) && !HAS_VALUE.test(behind)

/** `{ 'Access-Control-Allow-Origin': { schema: … } }` in a source. @param name the name's text */
export function isDescribed(tree: SyntaxTree, name: Node): boolean {
  const property = tree.parentOf(name)
  if (property?.type !== 'ObjectProperty' || property.key !== name || property.value.type !== 'ObjectExpression')
    return false
  const keys = property.value.properties.map((one) => keyOf(one) ?? '')
  return (
    keys.some((key) => /^(?:schema|description|type|\$ref)$/.test(key)) &&
    keys.every((key) => IS_WORD.test(key)) &&
    !HAS_VALUE.test(tree.sourceOf(property.value))
  )
}
