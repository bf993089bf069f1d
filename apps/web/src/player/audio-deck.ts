export type DeckStatus = 'loading' | 'playing' | 'paused' | 'failed'

type DeckParts = {
  audio: HTMLAudioElement
  /** A path with a fresh token, or null if there is no such track any more. */
  findStreamUrl: (trackId: string) => Promise<string | null>
  onStatus: (status: DeckStatus) => void
  /** `isJump` when the listener went there, rather than the sound. */
  onPosition: (positionMs: number, isJump: boolean) => void
  onDuration: (durationMs: number) => void
  onEnded: () => void
}

const urlTrustedMs = 60_000
const pauseTrustedMs = 300_000
const progressMs = 2_000

/**
 * Plays one track at a time on one audio element. Stream addresses carry a token that expires, so one that
 * was fetched a while ago is renewed before it is used, and a stream that breaks off is asked for once more
 * and continued where it stopped.
 */
export class AudioDeck {
  readonly #parts: DeckParts
  #trackId: string | null = null
  #resumeAtMs = 0
  #loadedAt = 0
  /** Rises with every load, so that answers which come too late are recognised. */
  #turn = 0
  /** Where a new token was last asked for: a stream that breaks there again is broken itself. */
  #renewedAtMs: number | null = null
  #isOpening = false
  #shouldPlay = false
  #prepared: { trackId: string; url: string; fetchedAt: number } | null = null

  constructor(parts: DeckParts) {
    this.#parts = parts
    this.#listen()
  }

  async load(trackId: string, positionMs = 0) {
    this.#trackId = trackId
    this.#renewedAtMs = null
    this.#shouldPlay = true
    await this.#open(positionMs)
  }

  /** Fetches the address of what comes next a little early, to leave no gap. */
  async prepare(trackId: string) {
    if (this.#prepared?.trackId === trackId) return
    const fetchedAt = Date.now()
    const url = await this.#parts.findStreamUrl(trackId).catch(() => null)
    if (url) this.#prepared = { trackId, url, fetchedAt }
  }

  play() {
    this.#shouldPlay = true
    const { audio } = this.#parts
    const isStale = audio.error !== null || Date.now() - this.#loadedAt > pauseTrustedMs
    if (isStale && this.#trackId) return void this.#open(this.#positionMs)
    this.#start()
  }

  pause() {
    this.#shouldPlay = false
    this.#parts.audio.pause()
    this.#parts.onStatus('paused')
  }

  seek(positionMs: number) {
    if (this.#isOpen) this.#parts.audio.currentTime = positionMs / 1000
    else this.#resumeAtMs = positionMs
    this.#parts.onPosition(positionMs, true)
  }

  /** Silent and empty. */
  eject() {
    this.#turn += 1
    this.#trackId = null
    this.#shouldPlay = false
    this.#parts.audio.removeAttribute('src')
    this.#parts.audio.load()
  }

  get #positionMs() {
    return this.#isOpen ? this.#parts.audio.currentTime * 1000 : this.#resumeAtMs
  }

  /** While a stream's address is on its way, the element still holds the one before. */
  get #isOpen() {
    return this.#parts.audio.readyState > 0 && !this.#isOpening
  }

  async #open(positionMs: number) {
    const turn = ++this.#turn
    const { audio, onStatus, onPosition } = this.#parts
    this.#isOpening = true
    this.#resumeAtMs = positionMs
    audio.pause()
    onStatus('loading')
    onPosition(positionMs, true)
    const url = await this.#freshUrl(this.#trackId as string)
    if (turn !== this.#turn) return
    this.#isOpening = false
    if (!url) return onStatus('failed')
    this.#loadedAt = Date.now()
    audio.src = url
    if (this.#shouldPlay) this.#start()
    else onStatus('paused')
  }

  async #freshUrl(trackId: string) {
    const prepared = this.#prepared
    this.#prepared = null
    if (prepared?.trackId === trackId && Date.now() - prepared.fetchedAt < urlTrustedMs) return prepared.url
    return this.#parts.findStreamUrl(trackId).catch(() => null)
  }

  #start() {
    const turn = this.#turn
    this.#parts.audio.play().catch((error: DOMException) => {
      // Without a gesture of the listener browsers refuse to make a sound: wait for one.
      if (turn === this.#turn && error.name === 'NotAllowedError') this.pause()
    })
  }

  #listen() {
    const { audio, onStatus, onPosition, onDuration, onEnded } = this.#parts
    audio.addEventListener('loadedmetadata', () => {
      if (Number.isFinite(audio.duration)) onDuration(audio.duration * 1000)
      if (this.#resumeAtMs > 0) audio.currentTime = this.#resumeAtMs / 1000
    })
    audio.addEventListener('waiting', () => this.#shouldPlay && onStatus('loading'))
    audio.addEventListener('playing', () => onStatus('playing'))
    audio.addEventListener('pause', () => {
      // Not asked for here, so the system did it: another app, unplugged headphones.
      const isForeign = this.#shouldPlay && !this.#isOpening && !audio.ended && audio.error === null
      if (isForeign && audio.readyState > 0) onStatus('paused')
    })
    audio.addEventListener('timeupdate', () => {
      if (!this.#isOpen || audio.seeking) return
      this.#resumeAtMs = audio.currentTime * 1000
      onPosition(audio.currentTime * 1000, false)
    })
    audio.addEventListener('ended', onEnded)
    audio.addEventListener('error', () => this.#recover())
  }

  #recover() {
    if (!this.#trackId || this.#isOpening) return
    const hasCome = this.#renewedAtMs === null || this.#resumeAtMs - this.#renewedAtMs > progressMs
    if (!hasCome) return this.#parts.onStatus('failed')
    this.#renewedAtMs = this.#resumeAtMs
    void this.#open(this.#resumeAtMs)
  }
}
