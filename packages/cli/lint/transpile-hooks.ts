/** Lets a Node that cannot strip types run TypeScript, and one that can run `enum`, which is more than types. https://nodejs.org/api/module.html#hooks */
import { readFile } from 'node:fs/promises'
import type { LoadHook, ResolveHook } from 'node:module'
import { fileURLToPath } from 'node:url'
import { transform } from 'sucrase'

/** Where no file `./origins.js` or `./origins` exists, TypeScript takes `origins.ts`. */
export const resolve: ResolveHook = async (specifier, context, nextResolve) => {
  try {
    return await nextResolve(specifier, context)
  } catch (error) {
    if (!/^\.{0,2}\//.test(specifier)) throw error
    const asTypeScript = /\.[cm]?js$/.test(specifier)
      ? [specifier.replace(/js$/, 'ts')]
      : [`${specifier}.ts`, `${specifier}/index.ts`]
    for (const other of asTypeScript) {
      const found = await Promise.resolve(nextResolve(other, context)).catch(() => null)
      if (found !== null) return found
    }
    throw error
  }
}

export const load: LoadHook = async (url, context, nextLoad) => {
  const ending = /^file:.*\.([cm]?ts)$/.exec(url.split(/[?#]/, 1)[0] ?? '')?.[1]
  if (ending === undefined) return nextLoad(url, context)
  const text = await readFile(fileURLToPath(url), 'utf8')
  const { code } = transform(text, {
    // The modules of a .cts file are CommonJS, written as imports.
    transforms: ending === 'cts' ? ['typescript', 'imports'] : ['typescript'],
    disableESTransforms: true,
    preserveDynamicImport: true,
    keepUnusedImports: ending !== 'cts',
  })
  const isModule = ending === 'mts' || (ending === 'ts' && !isCommonJs(code))
  return { format: isModule ? 'module' : 'commonjs', source: code, shortCircuit: true }
}

/** As Node decides it where no package.json does: by the words that only one of the two has. */
function isCommonJs(code: string): boolean {
  return !/^\s*(import|export)\b/m.test(code) && /\b(module\.exports|exports\.\w+|require\()/.test(code)
}
