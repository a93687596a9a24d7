/** Lets a Node that cannot strip types run TypeScript, and one that can run `enum`, which is more than types. https://nodejs.org/api/module.html#hooks */
import { readFile } from 'node:fs/promises'
import type { LoadHook } from 'node:module'
import { fileURLToPath } from 'node:url'
import { transform } from 'sucrase'

export const load: LoadHook = async (url, context, nextLoad) => {
  const ending = /^file:.*\.([cm]?ts)$/.exec(url.split(/[?#]/, 1)[0] ?? '')?.[1]
  if (ending === undefined) return nextLoad(url, context)
  const text = await readFile(fileURLToPath(url), 'utf8')
  const { code } = transform(text, {
    transforms: ['typescript'],
    disableESTransforms: true,
    preserveDynamicImport: true,
    keepUnusedImports: true,
  })
  const isModule = ending === 'mts' || (ending === 'ts' && !isCommonJs(code))
  return { format: isModule ? 'module' : 'commonjs', source: code, shortCircuit: true }
}

/** As Node decides it where no package.json does: by the words that only one of the two has. */
function isCommonJs(code: string): boolean {
  return !/^\s*(import|export)\b/m.test(code) && /\b(module\.exports|exports\.\w+|require\()/.test(code)
}
