export const GET = () => Response.json([{ title: 'Notes on the Analytical Engine' }])
