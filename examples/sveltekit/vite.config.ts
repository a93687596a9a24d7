import adapter from '@sveltejs/adapter-node'
import { sveltekit } from '@sveltejs/kit/vite'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [
    sveltekit({
      adapter: adapter(),
      // SvelteKit's own check comes before `handle`: without this it refuses writes of that page that have no body, or
      // a form's.
      csrf: { trustedOrigins: ['https://app.example.com'] },
    }),
  ],
})
