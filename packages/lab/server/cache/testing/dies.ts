/**
 * For the test: starts a cache, says so, and waits to be killed; when told `close`, it ends the cache as the lab does.
 */
import { CacheInFront } from '../cache-in-front.ts'
import { CACHE_PROGRAMS } from '../cache-programs.ts'

const front = new CacheInFront((_, response) => response.end(), CACHE_PROGRAMS)
console.log(`started ${await front.name()}`)
if (process.argv[2] === 'close') await front.close()
else setInterval(() => {}, 1000)
