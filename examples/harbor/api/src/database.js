import pg from 'pg'

// Host, user and the rest come from PGHOST, PGUSER, ... as for every PostgreSQL client.
export const pool = new pg.Pool({ max: 10, connectionTimeoutMillis: 2000 })

// A connection that breaks while nobody uses it is replaced by the next query.
pool.on('error', (error) => console.error('database:', error.message))

export async function transaction(work) {
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    const result = await work(client)
    await client.query('COMMIT')
    client.release()
    return result
  } catch (error) {
    client.release(error)
    throw error
  }
}

export async function countMigrations() {
  const { rows } = await pool.query('SELECT count(*)::integer AS count FROM migrations')
  return rows[0].count
}
