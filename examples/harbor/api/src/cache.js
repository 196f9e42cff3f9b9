import { createClient } from 'redis'

const secondsToLive = 30

const client = createClient({ url: process.env.REDIS_URL, disableOfflineQueue: true })
client.on('error', (error) => console.error('cache:', error.message))

export const connect = () => client.connect()
export const disconnect = () => client.close()
export const ping = () => client.ping()

/** Without a cache all is slower, but nothing fails. */
export async function cached(key, load) {
  const known = await client.get(key).catch(() => null)
  if (known !== null) return { hit: true, value: JSON.parse(known) }
  const value = await load()
  await client.set(key, JSON.stringify(value), { EX: secondsToLive }).catch(() => {})
  return { hit: false, value }
}

export async function forget(key) {
  await client.del(key).catch(() => {})
}
