import { describe, expect, test } from '@jest/globals'
import { parseDockerfile } from '../../src/compose/dockerfile.ts'

function stagesOf(...lines: readonly string[]): readonly string[] {
  const parsed = parseDockerfile(lines.join('\n'))
  return parsed.kind === 'stages' ? parsed.names : [`read by ${parsed.frontend}`]
}

describe('the stages of a Dockerfile', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['one with a name', ['FROM node:24 AS build'], ['build']],
    ['none without names', ['FROM node:24', 'FROM scratch'], []],
    ['whatever the case', ['from node:24 as Build'], ['build']],
    ['with a platform', ['FROM --platform=$BUILDPLATFORM node AS build'], ['build']],
    ['with spaces around', ['\tFROM   node  AS   build  '], ['build']],
    ['with Windows line ends', ['FROM node AS a\r', 'FROM a AS b\r'], ['a', 'b']],
    ['after a byte order mark', ['\uFEFFFROM node AS a'], ['a']],
    ['over continued lines', ['FROM \\', '  node \\', '  AS a'], ['a']],
    ['over a line that goes on in a word', ['FROM node AS a\\', 'b'], ['ab']],
    ['over a comment in a continued line', ['FROM node \\', '# note', '', ' AS a'], ['a']],
    ['not in a comment', ['# FROM node AS a', 'FROM node AS b'], ['b']],
    ['not in a continued instruction', ['FROM node AS a', 'RUN x \\', 'FROM b AS b'], ['a']],
    ['not in a heredoc', ['FROM x AS a', 'RUN <<EOT', 'FROM y AS b', 'EOT'], ['a']],
    ['after a heredoc', ['RUN <<-"E" cat', 'FROM y AS b', '\tE', 'FROM x AS a'], ['a']],
    ['after two heredocs', ['COPY <<A <<B /', 'x', 'A', 'FROM y AS c', 'B', 'FROM x AS a'], ['a']],
    ['after a heredoc that ends without its tab', ['RUN <<E', '\tE', 'E', 'FROM x AS a'], ['a']],
    [
      'after a heredoc with a blank',
      ['RUN cat << "E F"', 'FROM b AS b', 'E F', 'FROM x AS a'],
      ['a'],
    ],
    ['not by a quoted <<', ['RUN echo "<<E"', 'FROM x AS a'], ['a']],
    ['not by a here-string', ['RUN cat <<<E', 'FROM x AS a'], ['a']],
    ['not by a shift', ['RUN echo $((1<<E))', 'FROM x AS a'], ['a']],
    ['after an escaped backslash', ['RUN echo \\\\', 'FROM x AS a'], ['a']],
    ['not by << in an ENV', ['ENV A=<<B', 'FROM x AS a'], ['a']],
    [
      'with a backtick as escape',
      ['# escape=`', 'FROM x `', 'AS a', 'RUN c:\\', 'FROM x AS b'],
      ['a', 'b'],
    ],
    ['with the frontend of Docker', ['# syntax=docker/dockerfile:1', 'FROM x AS a'], ['a']],
    ['not with another frontend', ['# syntax = acme/own:1', 'FROM x AS a'], ['read by acme/own:1']],
    ['with a directive that comes too late', ['FROM x AS a', '# syntax=acme/own'], ['a']],
    ['of an empty file', [''], []],
    ['of a last line that goes on', ['FROM x AS a\\'], ['a']],
  ])('%s', (_, lines, names) => {
    expect(stagesOf(...lines)).toEqual(names)
  })
})
