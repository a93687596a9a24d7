/** Keeps what was dropped in another room for the start page. */
let handed = ''

export function handOver(text: string): void {
  handed = text
}

export function takeHanded(): string {
  const text = handed
  handed = ''
  return text
}
