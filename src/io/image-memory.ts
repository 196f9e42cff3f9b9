// What the engine said of images. Behind a digest it never changes, and an answer costs an engine with
// the containerd store twenty milliseconds of a processor: so each question is asked once.

/** `image`: what it is, with its manifests; `history`: how it was made. */
export type Question = 'image' | 'history'

/** Undefined where the engine has no such image, which may change. */
type Ask = () => Promise<unknown>

export class ImageMemory {
  readonly #known = new Map<string, Promise<unknown>>()

  /** A name may mean another image by now, and is asked for anew. */
  recall(question: Question, reference: string, ask: Ask): Promise<unknown> {
    const digest = /sha256:[0-9a-f]{64}$/.exec(reference)?.[0]
    if (digest === undefined) return ask()
    const known = this.#known.get(keyOf(question, digest))
    if (known !== undefined) return known
    const answer = ask()
    this.#known.set(keyOf(question, digest), answer)
    const forget = (): boolean => this.#known.delete(keyOf(question, digest))
    answer.then((value) => value === undefined && forget(), forget)
    return answer
  }

  /** What was said when it was asked for by name. */
  learn(digest: string, image: unknown): void {
    this.#known.set(keyOf('image', digest), Promise.resolve(image))
  }
}

function keyOf(question: Question, digest: string): string {
  return `${question} ${digest}`
}

/** With its manifests, of which older engines know nothing: they ignore the question. */
export function imagePath(question: Question, reference: string): string {
  const path = `/images/${encodeURIComponent(reference)}`
  return question === 'history' ? `${path}/history` : `${path}/json?manifests=1`
}
