/**
 * The origins of every attack. In the live lab each `….example` is `….localhost` on a port of its own, so that the
 * same hosts are one site or two.
 */

export const APP = 'https://app.bank.example'
export const BANK = 'https://api.bank.example'
export const CACHE = 'https://cdn.bank.example'
