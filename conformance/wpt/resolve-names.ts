/**
 * Loaded before anything else (`--import`) where an implementation takes no lookup of ours: also in the processes that
 * jsdom and happy-dom start for a synchronous XMLHttpRequest.
 */
import dns from 'node:dns'
import { lookup } from './names.ts'

dns.lookup = lookup
