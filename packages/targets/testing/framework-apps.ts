/**
 * Apps of frameworks that are not a part of the workspace, around the generated file: where `CORSKIT_FRAMEWORKS` says
 * that they are installed.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import type { Starter } from './real-server.ts'

const frameworks = process.env['CORSKIT_FRAMEWORKS'] ?? '/nowhere'

function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(`${folder}/${path}`.replace(/\/[^/]*$/, ''), { recursive: true })
    writeFileSync(`${folder}/${path}`, text)
  }
}

/** They build for seconds before they answer. */
const POLICIES = ['one exact origin', 'a list', 'subdomains and any port, with credentials', 'a public API']

export const sveltekit: Starter = {
  file: 'src/hooks.server.js',
  config: (made, { folder }) => {
    write(folder, {
      'package.json': '{ "type": "module", "private": true }',
      // Without watching: Vite would start the server anew when SvelteKit writes its own files, and refuse connections
      // meanwhile.
      'vite.config.js': `import { sveltekit } from '@sveltejs/kit/vite'
export default { plugins: [sveltekit()], server: { cors: false, watch: null } }
`,
      'src/app.html': '<!doctype html><html><head>%sveltekit.head%</head><body>%sveltekit.body%</body></html>',
      'src/routes/+server.js': `export const GET = () => Response.json({})\n`,
    })
    return made
  },
  command: (_, folder, listen) => [
    process.execPath,
    `${folder}/../node_modules/vite/bin/vite.js`,
    'dev',
    '--host',
    '127.0.0.1',
    '--port',
    String(listen),
    '--strictPort',
  ],
  needs: ['/usr/bin/test', '-d', `${frameworks}/sveltekit/node_modules/@sveltejs/kit`],
  isGateway: false,
  policies: POLICIES,
  folder: `${frameworks}/sveltekit`,
}

export const nextjs: Starter = {
  file: 'cors-headers.mjs',
  config: (made, { folder }) => {
    write(folder, {
      'package.json': '{ "type": "module", "private": true }',
      'next.config.mjs': `import { corsHeaders } from './cors-headers.mjs'
export default { headers: async () => corsHeaders, turbopack: { root: '${frameworks}/nextjs' } }
`,
      'app/route.js': `export const dynamic = 'force-dynamic'
export const GET = () => Response.json({})
`,
    })
    return made
  },
  command: (_, folder, listen) => [
    process.execPath,
    `${folder}/../node_modules/next/dist/bin/next`,
    'dev',
    '--hostname',
    '127.0.0.1',
    '--port',
    String(listen),
  ],
  check: (file) => [process.execPath, '--check', file],
  needs: ['/usr/bin/test', '-d', `${frameworks}/nextjs/node_modules/next`],
  isGateway: false,
  policies: POLICIES,
  folder: `${frameworks}/nextjs`,
}
