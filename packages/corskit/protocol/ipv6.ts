/** IPv6 addresses as the URL standard writes them. */

/**
 * All eight groups of an address, in hexadecimal.
 *
 * @param address without its brackets, as the URL standard writes it: with at most one `::`, and without dots
 * @see https://url.spec.whatwg.org/#concept-ipv6-serializer
 */
export function ipv6Groups(address: string): string[] {
  const [head = [], tail = []] = address.split('::').map((part) => part.split(':').filter((group) => group !== ''))
  const zeros = Array<string>(8 - head.length - tail.length).fill('0')
  return [...head, ...zeros, ...tail]
}
