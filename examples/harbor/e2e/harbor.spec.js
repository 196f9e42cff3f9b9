// What a harbor master does in a browser, from the page through nginx and the API to the database.
import { expect, test } from '@playwright/test'

test('a ship comes in and is moored', async ({ page }) => {
  await page.goto('/')
  await page.getByLabel('Name').fill('Fram')
  await page.getByLabel('Length in metres').fill('39')
  await page.getByRole('button', { name: 'Send her in' }).click()
  await expect(page.getByRole('alert')).toHaveText(/^Fram is moored at \w+ quay, berth \d+\.$/)
  await expect(page.getByRole('listitem').filter({ hasText: 'Fram' })).toContainText('39 m')
  await page.reload()
  await expect(page.getByRole('listitem').filter({ hasText: 'Fram' })).toBeVisible()
})

test('a ship without a name stays outside', async ({ page }) => {
  const refused = page.waitForRequest('**/api/ships', { timeout: 1000 }).catch(() => 'not asked')
  await page.goto('/')
  await page.getByRole('button', { name: 'Send her in' }).click()
  expect(await refused).toBe('not asked')
})
