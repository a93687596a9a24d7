// Plays the first choice of every scene when the page is built. So a scene can be read before the model is loaded; only
// further choices need it.
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const ID = 'virtual:first-played'

/** A plugin of Vite: `virtual:first-played` has a loader for each scene. */
export function firstPlayed() {
  const played = playFirst()
  return {
    name: 'first-played',
    resolveId: (id) => (id.startsWith(ID) ? `\0${id}` : undefined),
    async load(id) {
      if (!id.startsWith(`\0${ID}`)) return undefined
      const all = await played
      const scene = id.slice(ID.length + 2)
      if (scene !== '') return `export default JSON.parse(${JSON.stringify(JSON.stringify(all[scene]))})`
      const loaders = Object.keys(all).map((one) => `${JSON.stringify(one)}: () => import('${ID}/${one}')`)
      return `export const FIRST_PLAYED = { ${loaders.join(',\n')} }`
    },
  }
}

async function playFirst() {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('scenes/first-played.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    conditions: ['corskit-source'],
  })
  const { firstPlayed: all } = await import(
    `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`
  )
  return all()
}
