import adapter from '@sveltejs/adapter-node'
import { sveltekit } from '@sveltejs/kit/vite'
import { defineConfig } from 'vite'

// Nothing about CORS here, nor in src/hooks.server.ts: the answers that the page reads are those of the API.
export default defineConfig({ plugins: [sveltekit({ adapter: adapter() })] })
