import { describe, test } from 'vitest'
import { notInstalled } from '../../../../testing/not-installed.ts'
import { listenWeb } from '../testing/listen.ts'
import { isProxied, KINDS_BUT_PROXIED } from '../testing/response-kinds.ts'
import { findRuntime, type Runtime, startRuntime } from '../testing/runtimes.ts'
import { describeUntouched } from '../testing/untouched.ts'
import { APPS, untouched } from '../testing/untouched-app.ts'

describe('what an adapter passes on goes out as without it', () => {
  // @hono/node-server promises the compressed length for a body that fetch has decompressed, and no client sees its
  // end. workerd here has no network.
  const start = () => listenWeb(untouched)
  describeUntouched('Node, through @hono/node-server', start, Object.keys(APPS), undefined, KINDS_BUT_PROXIED)
  for (const runtime of ['workerd', 'bun', 'deno'] as Runtime[]) {
    const executable = findRuntime(runtime)
    if (executable === null)
      test(runtime, ({ skip }) => notInstalled(`${runtime} is not installed; .ci/run installs it`, skip))
    else {
      const apps = Object.keys(APPS).filter((app) => runtime !== 'workerd' || !app.startsWith('elysia'))
      // Bun says the type of a blob, and of what `fetch` gave, to HEAD only when somebody has looked at the headers. To
      // GET it always does. Deno leaves the length of a copy out, and says to HEAD how what `fetch` gave was
      // compressed.
      const differs = (line: string, method: string, kind: string) =>
        method === 'HEAD' &&
        (runtime === 'bun'
          ? line.startsWith('content-type: ')
          : isProxied(kind) && /^content-(?:encoding|length): /.test(line))
      const start = () => startRuntime(runtime, executable, 'untouched-app.ts')
      if (runtime === 'workerd') describeUntouched(runtime, start, apps, undefined, KINDS_BUT_PROXIED)
      else describeUntouched(runtime, start, apps, differs)
    }
  }
})
