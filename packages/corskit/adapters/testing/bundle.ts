/** A module of ours and what it imports, as one: for servers that run outside of this workspace. */
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

export async function bundle(name: string, format: 'es' | 'cjs' = 'es'): Promise<string> {
  const bundles = await build({
    configFile: false,
    logLevel: 'silent',
    resolve: { conditions: ['corskit-source'] },
    build: {
      write: false,
      minify: false,
      rolldownOptions: { output: { codeSplitting: false } },
      lib: { entry: fileURLToPath(new URL(name, import.meta.url)), formats: [format] },
    },
  })
  const [bundle] = Array.isArray(bundles) ? bundles : [bundles]
  if (bundle === undefined || !('output' in bundle)) throw new Error('the bundler gave nothing')
  return bundle.output[0].code
}
