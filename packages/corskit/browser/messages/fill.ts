/** Puts values into the gaps of a sentence: `Method {method} is not allowed`. */
export function fill(sentence: string, gaps: Readonly<Record<string, string | number | undefined>>): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(gaps[name] ?? ''))
}
