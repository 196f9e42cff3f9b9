// The browser is the machine's own: the suite downloads none.
// biome-ignore lint/style/noDefaultExport: Playwright reads no other
export default {
  testDir: '.',
  reporter: 'list',
  timeout: 20_000,
  use: {
    baseURL: process.env.SEA_TRIAL_WEB_URL,
    launchOptions: { executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium' },
  },
}
