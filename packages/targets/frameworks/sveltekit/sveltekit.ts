/** SvelteKit has no CORS of its own. This is a `handle` hook, around everything that is not a file. */
import { EVERYTHING } from '../../words/capabilities.ts'
import type { Target } from '../../words/target.ts'
import { policyLines } from '../workers/workers.ts'

export const sveltekit: Target = {
  name: 'sveltekit',
  title: 'SvelteKit',
  state: 'run',
  output: 'hooks.server.js',
  language: 'javascript',
  capabilities: { ...EVERYTHING, standalone: false },
  comment: '//',
  place: 'put it into src/: a SvelteKit app is a folder',
  notes: [
    'files and prerendered pages do not pass the hook; a page that sends forms has to be in csrf.trustedOrigins too',
    'vite dev adds CORS headers of its own for localhost: server: { cors: false } in vite.config',
  ],
  write: (facts) =>
    [
      '// src/hooks.server.js; where there is a handle already: sequence(cors, handle) of @sveltejs/kit/hooks, cors first.',
      ...policyLines(facts),
      '',
      '/** Before authentication. Any OPTIONS that is not a preflight goes on to the app. */',
      'export async function handle({ event, resolve }) {',
      '  const { request } = event',
      '  if (isPreflight(request)) return new Response(null, { status: 204, headers: preflightHeaders(request) })',
      '  return withHeaders(request, await resolve(event))',
      '}',
    ].join('\n'),
}
