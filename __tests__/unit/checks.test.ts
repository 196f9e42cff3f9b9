import { describe, expect, test } from '@jest/globals'
import { dockerfileChecks, tellChecks } from '../../src/build/checks.ts'
import { BuildProgress } from '../../src/build/progress.ts'
import type { Place } from '../../src/errors.ts'
import { redacting } from '../../src/text/redact.ts'
import { imageOf } from '../support/images.ts'

/** As BuildKit 0.25 says it, without the source text. */
function told(vertex: string, short: string, line: number): string {
  const warning = {
    ...{ vertex, level: 1, short: Buffer.from(short).toString('base64') },
    url: 'https://docs.docker.com/go/dockerfile/rule/maintainer-deprecated/',
    sourceInfo: { filename: 'Dockerfile', language: 'Dockerfile' },
    range: [{ start: { line }, end: { line } }],
  }
  return JSON.stringify({ vertexes: [], warnings: [warning] })
}

const deprecated = 'MaintainerDeprecated: Maintainer instruction is deprecated (line 3)'
const loads = (target: string): string =>
  JSON.stringify({
    vertexes: [{ digest: 'v', name: `[${target}internal] load build definition from Dockerfile` }],
  })

function checksOf(lines: readonly string[], images = [imageOf('api'), imageOf('web')]) {
  const progress = new BuildProgress(redacting(['hush-hush']))
  for (const line of lines) expect(progress.read(line)).toEqual([])
  return dockerfileChecks(progress.warnings(), images, (path) => path.replace('/srv/', ''))
}

describe('a check of BuildKit', () => {
  test('is told with its rule, at its line of the file, and of whose image it is', () => {
    expect(checksOf([loads('api '), told('v', deprecated, 3)])).toEqual([
      {
        rule: 'MaintainerDeprecated',
        what: 'Maintainer instruction is deprecated',
        services: ['api'],
        where: { file: 'api/Dockerfile', line: 3 },
        url: 'https://docs.docker.com/go/dockerfile/rule/maintainer-deprecated/',
      },
    ])
  })

  test('is told once, also where several images have the Dockerfile', () => {
    const lines = [loads('api '), told('v', deprecated, 3), loads('web '), told('v', deprecated, 3)]
    expect(checksOf(lines)).toHaveLength(1)
  })

  test('of the only image needs no name of it', () => {
    const [check] = checksOf([loads(''), told('v', deprecated, 3)], [imageOf('api')])
    expect(check?.where).toEqual({ file: 'api/Dockerfile', line: 3 })
  })

  test('of a Dockerfile within the Compose file has no place of its own', () => {
    const inline = imageOf('api', { dockerfileInline: 'FROM scratch' })
    const [check] = checksOf([loads(''), told('v', deprecated, 3)], [inline])
    expect(check).toMatchObject({ rule: 'MaintainerDeprecated', services: ['api'] })
    expect(check).not.toHaveProperty('where')
  })

  test('shows no secret', () => {
    const leaky = 'SecretsUsedInArgOrEnv: Do not use ENV (ENV "hush-hush") (line 1)'
    const [check] = checksOf([loads(''), told('v', leaky, 1)], [imageOf('api')])
    expect(check?.what).toBe('Do not use ENV (ENV "***")')
  })

  test('in words that nobody knows yet is passed over', () => {
    const odd = [{}, null, 7, { vertex: 'v', short: 5 }, { vertex: 'v', short: '' }]
    expect(checksOf([JSON.stringify({ warnings: odd })])).toEqual([])
  })

  test('is an annotation; of many, some are, and their number', () => {
    const warned: (readonly [string, Place | undefined])[] = []
    const check = { rule: 'Rule', what: 'x', services: ['api'], url: 'https://example.org/rule' }
    const checks = [1, 2, 3, 4, 5, 6, 7].map((line) => ({ ...check, where: { file: 'D', line } }))
    tellChecks(checks, { warning: (text, where) => warned.push([text, where]) })
    expect(warned).toHaveLength(6)
    expect(warned[0]).toEqual(['Rule: x\nhttps://example.org/rule', { file: 'D', line: 1 }])
    expect(warned[5]).toEqual(['2 more checks of BuildKit failed: see the summary', undefined])
  })
})
