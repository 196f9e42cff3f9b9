// The published schema of the plan, as a tool would use it.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'

const file = path.resolve(import.meta.dirname, '../../../docs/plan.schema.json')
const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true })
const validate = ajv.compile(JSON.parse(readFileSync(file, 'utf8')))

/** What the schema has against a document as a tool reads it, each with its place. */
export function schemaErrors(document: unknown): readonly string[] {
  if (validate(JSON.parse(JSON.stringify(document)))) return []
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}
