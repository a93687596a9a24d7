/** Imported first, so that a Node that is too old gets one sentence. */
import { versions } from 'node:process'
import zlib from 'node:zlib'

/** zstd came to Node with 22.15. */
if (zlib.createZstdDecompress === undefined)
  throw new Error(`@corskit/fetch needs Node 22.15, 24 or a later one, and this is Node ${versions.node}`)
