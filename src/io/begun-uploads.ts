// Uploads that were begun to see whether we may: a session costs a registry as much as the content of a
// certificate, so one is used for what comes later, or taken back at the end.

export class BegunUploads<Place> {
  readonly #places = new Map<string, Place>()

  keep(repository: string, place: Place): void {
    this.#places.set(repository, place)
  }

  /** It is the caller's from then on. */
  take(repository: string): Place | undefined {
    const place = this.#places.get(repository)
    this.#places.delete(repository)
    return place
  }

  takeAll(): readonly Place[] {
    const all = [...this.#places.values()]
    this.#places.clear()
    return all
  }
}
