/**
 * A text that a portable regular expression matches: it takes the first branch, and repeats each part as few times as
 * possible, but at least once where that is allowed.
 */
export function sampleOf(regex: string): string {
  const [text] = branches(regex, 0)
  return text
}

/** The sample of the first branch, and where the alternatives end. */
function branches(regex: string, start: number): [string, number] {
  const [first, end] = sequence(regex, start)
  let at = end
  while (regex[at] === '|') at = sequence(regex, at + 1)[1]
  return [first, at]
}

function sequence(regex: string, start: number): [string, number] {
  let text = ''
  let at = start
  while (at < regex.length && regex[at] !== '|' && regex[at] !== ')') {
    if (regex[at] === '^' || regex[at] === '$') {
      at++
      continue
    }
    const [atom, end] = atomAt(regex, at)
    const quantifier = /^(?:[*+?]|\{(\d+)(?:,(\d*))?\})/.exec(regex.slice(end))
    at = end + (quantifier?.[0].length ?? 0)
    text += atom.repeat(quantifier === null ? 1 : timesOf(quantifier))
  }
  return [text, at]
}

function timesOf([, least, most]: RegExpExecArray): number {
  return least === undefined ? 1 : Math.max(Number(least), most === '0' ? 0 : 1)
}

function atomAt(regex: string, at: number): [string, number] {
  if (regex[at] === '\\') return [regex[at + 1] ?? '', at + 2]
  if (regex[at] === '[') {
    const end = regex.indexOf(']', regex[at + 1] === '\\' ? at + 3 : at + 1)
    const members = regex.slice(at + 1, end)
    // A letter where there is one: labels do not begin with a hyphen.
    return [/[a-z]/.exec(members)?.[0] ?? members.replace('\\', '').charAt(0), end + 1]
  }
  if (regex[at] === '(') {
    const [text, end] = branches(regex, regex.startsWith('(?:', at) ? at + 3 : at + 1)
    return [text, end + 1]
  }
  return [regex[at] ?? '', at + 1]
}
