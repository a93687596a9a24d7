import { ipv6Groups } from '../../protocol/ipv6.ts'

/**
 * IP address spaces of Local Network Access: which networks are nearer to the user than the page.
 * https://wicg.github.io/local-network-access/#ip-address-space-heading
 */
export type AddressSpace = 'loopback' | 'local' | 'public'

export const ADDRESS_SPACES: readonly AddressSpace[] = ['loopback', 'local', 'public']

export const isAddressSpace = (value: unknown): value is AddressSpace => ADDRESS_SPACES.includes(value as AddressSpace)

type Range = readonly [network: bigint, prefix: number, space: AddressSpace]

/** The standard's table, first match wins. https://wicg.github.io/local-network-access/#ip-address-blocks */
const IPV4_BLOCKS: readonly Range[] = [
  [ipv4('127.0.0.0'), 8, 'loopback'],
  [ipv4('10.0.0.0'), 8, 'local'],
  [ipv4('100.64.0.0'), 10, 'local'],
  [ipv4('172.16.0.0'), 12, 'local'],
  [ipv4('192.168.0.0'), 16, 'local'],
  [ipv4('169.254.0.0'), 16, 'local'],
  [ipv4('198.18.0.0'), 15, 'loopback'],
  [ipv4('0.0.0.0'), 32, 'loopback'],
  [ipv4('0.0.0.0'), 8, 'local'],
]

const IPV6_BLOCKS: readonly Range[] = [
  [1n, 128, 'loopback'],
  [0xfcn << 120n, 7, 'local'],
  [0xfe80n << 112n, 10, 'local'],
  [0xfec0n << 112n, 10, 'local'],
  [0n, 128, 'loopback'],
  [0x20010db8n << 96n, 32, 'local'],
  [0x3fffn << 112n, 20, 'local'],
]

const IPV4_MAPPED = 0xffffn << 32n

/**
 * The address space of an IP address, written as a URL writes it (`127.0.0.1`, `[::1]`) or without the brackets. `null`
 * for anything else: only the connection tells where a name leads.
 */
export function addressSpaceOf(address: string): AddressSpace | null {
  const bare = address.startsWith('[') ? address.slice(1, -1) : address
  if (bare.includes(':')) {
    const value = ipv6(bare)
    if (value === null) return null
    if (value >> 32n === IPV4_MAPPED >> 32n) return match(value & 0xffffffffn, 32, IPV4_BLOCKS)
    return match(value, 128, IPV6_BLOCKS)
  }
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(bare) ? match(ipv4(bare), 32, IPV4_BLOCKS) : null
}

/**
 * Whether `a` is *less public* than `b`: loopback < local < public.
 * https://wicg.github.io/local-network-access/#less-public
 */
export function isLessPublic(a: AddressSpace, b: AddressSpace): boolean {
  return PUBLICNESS[a] < PUBLICNESS[b]
}

const PUBLICNESS = { loopback: 0, local: 1, public: 2 } as const

function match(value: bigint, bits: number, blocks: readonly Range[]): AddressSpace {
  for (const [network, prefix, space] of blocks) {
    const shift = BigInt(bits - prefix)
    if (value >> shift === network >> shift) return space
  }
  return 'public'
}

function ipv4(address: string): bigint {
  return address.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n)
}

/** Leaves the many spellings of IPv6 to the URL parser, which writes them all as eight groups with at most one `::`. */
function ipv6(address: string): bigint | null {
  if (!URL.canParse(`http://[${address}]/`)) return null
  const groups = ipv6Groups(new URL(`http://[${address}]/`).hostname.slice(1, -1))
  return groups.reduce((sum, group) => (sum << 16n) + BigInt(`0x${group}`), 0n)
}
