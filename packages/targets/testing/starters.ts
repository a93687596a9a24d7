/** How each target that runs here is started. */
import { fileURLToPath } from 'node:url'
import type { Starter } from './real-server.ts'

/** Debian's: another Python may stand first on the path, without Debian's modules. */
const PYTHON = '/usr/bin/python3'

/** For `import cors from 'cors'`. */
const here = fileURLToPath(new URL('.', import.meta.url))

const python = (...modules: string[]): Starter => ({
  file: 'app.py',
  command: (file) => [PYTHON, file],
  check: (file) => [PYTHON, '-m', 'py_compile', file],
  needs: [PYTHON, '-c', `import ${modules.join(', ')}`],
  isGateway: false,
})

const node: Starter = {
  file: 'app.mjs',
  command: (file) => [process.execPath, file],
  check: (file) => [process.execPath, '--check', file],
  needs: [process.execPath, '--version'],
  isGateway: false,
  folder: here,
}

export const STARTERS: Readonly<Record<string, Starter>> = {
  nginx: {
    file: 'nginx.conf',
    command: (file, folder) => [
      '/usr/sbin/nginx',
      '-p',
      folder,
      '-e',
      'stderr',
      '-c',
      file,
      '-g',
      `daemon off; pid ${folder}/pid;`,
    ],
    check: (file, folder) => [
      '/usr/sbin/nginx',
      '-t',
      '-p',
      folder,
      '-e',
      'stderr',
      '-c',
      file,
      '-g',
      `pid ${folder}/pid;`,
    ],
    needs: ['/usr/sbin/nginx', '-v'],
    isGateway: true,
  },
  express: node,
  fastapi: python('fastapi', 'uvicorn'),
  starlette: python('starlette', 'uvicorn'),
}
