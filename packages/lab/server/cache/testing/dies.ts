/** For the test: starts a cache, says so, and waits to be killed. */
import { CacheInFront } from '../cache-in-front.ts'

const front = new CacheInFront((_, response) => response.end())
console.log(`started ${await front.name()}`)
setInterval(() => {}, 1000)
