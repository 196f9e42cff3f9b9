// A variable by a name that the user chose: it may be one that every object has, such as `__proto__`.

export function variable(
  env: Readonly<Record<string, string | undefined>>,
  name: string,
): string | undefined {
  return Object.hasOwn(env, name) ? env[name] : undefined
}
