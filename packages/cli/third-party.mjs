// The licences of what is bundled, which go where the bundle goes.
import { existsSync, readFileSync } from 'node:fs'

/**
 * @param {Iterable<string>} inputs the bundled files, as esbuild names them
 * @returns {string} each package's name and licence text
 */
export function thirdPartyLicences(inputs) {
  const packages = new Set()
  for (const input of inputs) {
    const match = /^(.*node_modules\/((?:@[^/]+\/)?[^/]+))\//.exec(input)
    if (match !== null) packages.add(match[1])
  }
  return [...packages].sort().map(licence).join('\n')
}

function licence(folder) {
  const { name, version } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'))
  const file = ['LICENSE', 'LICENSE.md', 'LICENSE.txt', 'LICENCE'].find((candidate) =>
    existsSync(`${folder}/${candidate}`),
  )
  if (file === undefined) throw new Error(`${name} has no licence file to pass on`)
  return `${name} ${version}\n\n${readFileSync(`${folder}/${file}`, 'utf8')}`
}
