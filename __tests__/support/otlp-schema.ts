// What OTLP/JSON demands of a trace, by the protobuf definitions and the mapping to JSON of
// https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding: ids in hex, 64-bit numbers as
// text, enums as numbers.
const bare = { additionalProperties: false, type: 'object' } as const
const hex = (signs: number) => ({ type: 'string', pattern: `^(?!0+$)[0-9a-f]{${signs}}$` }) as const
const nanos = { type: 'string', pattern: '^[1-9][0-9]{0,18}$|^0$' } as const

const value = {
  ...{ type: 'object', minProperties: 1, maxProperties: 1, additionalProperties: false },
  properties: {
    stringValue: { type: 'string' },
    boolValue: { type: 'boolean' },
    intValue: { type: 'string', pattern: '^-?[0-9]+$' },
    doubleValue: { type: 'number' },
    arrayValue: {
      ...bare,
      properties: { values: { type: 'array', items: { $ref: '#/$defs/value' } } },
    },
  },
} as const

const attributes = {
  type: 'array',
  items: {
    ...bare,
    required: ['key', 'value'],
    properties: { key: { type: 'string', minLength: 1 }, value: { $ref: '#/$defs/value' } },
  },
} as const

const span = {
  ...bare,
  required: ['traceId', 'spanId', 'name', 'kind', 'startTimeUnixNano', 'endTimeUnixNano'],
  properties: {
    traceId: hex(32),
    spanId: hex(16),
    parentSpanId: hex(16),
    name: { type: 'string', minLength: 1 },
    kind: { type: 'integer', minimum: 0, maximum: 5 },
    startTimeUnixNano: nanos,
    endTimeUnixNano: nanos,
    attributes,
    status: {
      ...bare,
      properties: { code: { enum: [0, 1, 2] }, message: { type: 'string' } },
    },
  },
} as const

export const otlpSchema = {
  ...bare,
  $defs: { value },
  required: ['resourceSpans'],
  properties: {
    resourceSpans: {
      type: 'array',
      minItems: 1,
      items: {
        ...bare,
        required: ['resource', 'scopeSpans'],
        properties: {
          resource: { ...bare, properties: { attributes } },
          scopeSpans: {
            type: 'array',
            minItems: 1,
            items: {
              ...bare,
              required: ['scope', 'spans'],
              properties: {
                scope: {
                  ...bare,
                  properties: { name: { type: 'string' }, version: { type: 'string' } },
                },
                spans: { type: 'array', minItems: 1, items: span },
              },
            },
          },
        },
      },
    },
  },
}
