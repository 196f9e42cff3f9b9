import { pool, transaction } from './database.js'

const ship = `
  ships.id, ships.name, ships.length, ships.arrived_at AS "arrivedAt",
  CASE WHEN berths.id IS NOT NULL THEN json_build_object('quay', quay, 'number', number) END AS berth
  FROM ships LEFT JOIN berths ON berths.id = berth_id`

export async function findShip(id) {
  const { rows } = await pool.query(`SELECT ${ship} WHERE ships.id = $1`, [id])
  return rows[0]
}

/** The quays with their berths, and the ships that wait for one. */
export async function survey() {
  const [quays, roadstead] = await Promise.all([
    pool.query(`
      SELECT quay AS name, max(berths.length) AS length, count(*)::integer AS berths,
             coalesce(json_agg(json_build_object('id', ships.id, 'name', ships.name, 'length', ships.length,
               'number', number) ORDER BY number) FILTER (WHERE ships.id IS NOT NULL), '[]') AS ships
      FROM berths LEFT JOIN ships ON ships.berth_id = berths.id
      GROUP BY quay ORDER BY min(berths.id)`),
    pool.query(`SELECT ${ship} WHERE berth_id IS NULL ORDER BY ships.id`),
  ])
  return {
    quays: Object.fromEntries(quays.rows.map(({ name, ...quay }) => [name, quay])),
    roadstead: roadstead.rows,
  }
}

/** The ship gets the smallest free berth that it fits into, or waits. */
export async function arrive({ name, length }) {
  const id = await byHarborMaster(async (client) => {
    const { rows } = await client.query(
      `INSERT INTO ships (name, length, berth_id) VALUES ($1, $2, (
         SELECT id FROM berths
         WHERE length >= $2 AND id NOT IN (SELECT berth_id FROM ships WHERE berth_id IS NOT NULL)
         ORDER BY length, id LIMIT 1))
       RETURNING id`,
      [name, length],
    )
    return rows[0].id
  })
  return findShip(id)
}

/** The berth goes to the first of the waiting ships that fits. */
export function depart(id) {
  return byHarborMaster(async (client) => {
    const { rowCount, rows } = await client.query(
      'DELETE FROM ships WHERE id = $1 RETURNING berth_id',
      [id],
    )
    await client.query(
      `UPDATE ships SET berth_id = $1 WHERE id = (
         SELECT ships.id FROM ships JOIN berths ON berths.id = $1
         WHERE berth_id IS NULL AND ships.length <= berths.length
         ORDER BY ships.id LIMIT 1)`,
      [rows[0]?.berth_id],
    )
    return rowCount > 0
  })
}

/** One at a time, or two ships would be sent to the same berth. */
function byHarborMaster(work) {
  return transaction(async (client) => {
    await client.query('LOCK TABLE ships IN SHARE ROW EXCLUSIVE MODE')
    return work(client)
  })
}
