import adapter from '@sveltejs/adapter-node'
import { sveltekit } from '@sveltejs/kit/vite'
import { defineConfig } from 'vite'

// Nothing about CORS is needed here or in src/hooks.server.ts: the page reads the API's answers.
export default defineConfig({ plugins: [sveltekit({ adapter: adapter() })] })
