// The published schemas of plan and report, as a tool would use them.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'

const docs = path.resolve(import.meta.dirname, '../../../docs')
const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true })
const validatePlan = ajv.compile(readSchema('plan.schema.json'))
const validateReport = ajv.compile(readSchema('report.schema.json'))
const validateHandOver = ajv.compile(readSchema('hand-over.schema.json'))

function readSchema(name: string): Readonly<Record<string, unknown>> {
  return JSON.parse(readFileSync(path.join(docs, name), 'utf8'))
}

/** What the schema has against a document as a tool reads it, each with its place. */
export function schemaErrors(document: unknown): readonly string[] {
  return errorsOf(validatePlan, JSON.parse(JSON.stringify(document)))
}

/** `report`: as it lies on the disk. */
export function reportErrors(report: string): readonly string[] {
  return errorsOf(validateReport, JSON.parse(report))
}

/** `document`: as a job leaves it. */
export function handOverErrors(document: string): readonly string[] {
  return errorsOf(validateHandOver, JSON.parse(document))
}

function errorsOf(validate: ValidateFunction, document: unknown): readonly string[] {
  if (validate(document)) return []
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}
