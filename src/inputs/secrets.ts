// What of the inputs nobody may see.
import { variable } from '../text/variable.ts'
import type { Inputs } from './inputs.ts'

const passwordInYaml = /\bpassword["']?[ \t]*:[ \t]*["']?([^\s"',}]+)/g

/** Passwords alone, wherever they are given. */
export function loginSecretsOf({ password, registryAuth }: Inputs): readonly string[] {
  const inYaml = [...(registryAuth ?? '').matchAll(passwordInYaml)].map(([, word]) => word)
  return [password, ...inYaml].flatMap((text) => text || [])
}

/** All that must be masked before a line is printed. */
export function secretsOf(
  inputs: Inputs,
  env: Readonly<Record<string, string | undefined>> = {},
): readonly string[] {
  const { registryAuth, secrets, secretEnvs } = inputs
  const inEnv = [...secretEnvs.values()].map((name) => variable(env, name))
  const all = new Set([...loginSecretsOf(inputs), registryAuth, ...secrets.values(), ...inEnv])
  return [...all].flatMap((text) => text || [])
}
