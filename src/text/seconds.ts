// A duration as people read it.

export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)}s`
}
