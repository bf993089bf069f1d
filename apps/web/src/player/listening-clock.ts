/** Adds up what was really heard of a track, from the positions that the player passes; jumps do not count. */
export class ListeningClock {
  #positionMs = 0
  #heardMs = 0

  get heardMs() {
    return Math.round(this.#heardMs)
  }

  /** The sound has come here by playing. */
  passTo(positionMs: number) {
    this.#heardMs += Math.max(0, positionMs - this.#positionMs)
    this.#positionMs = positionMs
  }

  /** The listener has gone here. */
  jumpTo(positionMs: number) {
    this.#positionMs = positionMs
  }

  /** What was heard so far is reported; count from here. */
  restart(positionMs: number) {
    this.#heardMs = 0
    this.#positionMs = positionMs
  }
}
