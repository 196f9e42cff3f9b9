// Whether the builder writes down a trace of the solve.

/** By what names people set up a tracer of their own. */
const tracer = /^(?:OTEL_|JAEGER_|TRACEPARENT$)/

/**
 * BuildKit keeps, for each image, the trace of the whole solve: for fifty images four seconds of a
 * processor, while the stack comes up. Who has a tracer gets its spans all the same.
 */
export function traceVariables(
  env: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  const hasTracer = Object.entries(env).some(([name, value]) => value && tracer.test(name))
  return hasTracer ? {} : { OTEL_TRACES_SAMPLER: 'always_off' }
}
