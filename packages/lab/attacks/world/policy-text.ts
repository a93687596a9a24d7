/** Reads JSON with comments and with commas at the end of a list, as people write settings. */

/** @throws {SyntaxError} of `JSON.parse` */
export function parsePolicyText(text: string): unknown {
  return JSON.parse(withoutComments(text))
}

/** Strings, comments, and commas before a closing bracket; everything else is as it is. */
const PARTS =
  /"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*(?:[^*]|\*(?!\/))*\*\/|,(?=(?:\s|\/\/[^\n]*\n|\/\*(?:[^*]|\*(?!\/))*\*\/)*[\]}])/g

function withoutComments(text: string): string {
  return text.replace(PARTS, (part) => (part.startsWith('"') ? part : ''))
}
