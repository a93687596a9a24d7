/** A host without the root's dot at its end. Browsers keep that dot, but it changes nothing about who owns the name. */
export function withoutFinalDot(host: string): string {
  return host.endsWith('.') ? host.slice(0, -1) : host
}
