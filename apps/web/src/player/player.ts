import type { Record } from '@/feedback/feedback-context.tsx'
import type { FeedbackEvent } from '@/feedback/feedback-event.ts'
import type { TrackSummary } from '@/track/track-summary.ts'
import { AudioDeck } from './audio-deck.ts'
import { ListeningClock } from './listening-clock.ts'
import { type Leaving, listeningOutcome } from './listening-outcome.ts'
import {
  addChosen,
  emptyQueue,
  followFeed,
  jumpTo,
  type PlayQueue,
  playNext,
  type QueueEntry,
  remove,
  shuffleUpcoming,
  startWith,
  toNext,
  toPrevious,
} from './play-queue.ts'
import type { PlayerState, Station } from './player-state.ts'

type PlayerParts = {
  findStreamUrl: (trackId: string) => Promise<string | null>
  /** The first places of the listener's feed as it is now. */
  readFeed: () => Promise<QueueEntry[]>
  /** What a station plays after these. */
  readStation: (station: Station, playedTrackIds: string[]) => Promise<QueueEntry[]>
  record: Record
  onSkipped: (event: FeedbackEvent, track: TrackSummary) => void
}

const refillBelow = 3
const feedTail = 10
/** A station repeats nothing of the last so many tracks. */
const longestMemory = 500
const restartAfterMs = 3_000
const prepareNextMs = 15_000
const volumeKey = 'segue.volume'

/** The one player of the page: a queue, the sound, and what is told to the recommender about both. */
export class Player {
  readonly #parts: PlayerParts
  readonly #watchers = new Set<() => void>()
  readonly #clock = new ListeningClock()
  #deck: AudioDeck | null = null
  #audio: HTMLAudioElement | null = null
  #isRefilling = false
  /** By the station that is on, oldest first. */
  #playedByStation: string[] = []
  #state: PlayerState = {
    queue: emptyQueue,
    status: 'idle',
    positionMs: 0,
    durationMs: 0,
    volume: 1,
    isMuted: false,
    isRepeating: false,
    station: null,
  }

  constructor(parts: PlayerParts) {
    this.#parts = parts
  }

  get state() {
    return this.#state
  }

  /** The element that sounds, once something was played. */
  get audio() {
    return this.#audio
  }

  watch = (watcher: () => void) => {
    this.#watchers.add(watcher)
    return () => void this.#watchers.delete(watcher)
  }

  /** Plays the first entry and lines up the others. */
  play(entries: QueueEntry[]) {
    this.#leave('replaced')
    this.#set({ station: null })
    this.#begin(startWith(this.#state.queue, entries))
  }

  /** Plays on and on, steered by what is skipped and liked on the way. */
  playStation(station: Station, entries: QueueEntry[]) {
    this.#leave('replaced')
    this.#playedByStation = []
    this.#set({ station })
    this.#begin(startWith({ ...this.#state.queue, upcoming: [] }, entries))
  }

  toggle() {
    const { status } = this.#state
    if (status === 'playing' || status === 'loading') this.pause()
    else this.resume()
  }

  resume() {
    if (this.#state.queue.current) this.#openDeck().play()
  }

  pause() {
    this.#deck?.pause()
  }

  /** The listener asks for the next track: a skip, unless this one was all but over. */
  next() {
    this.#leave('next')
    void this.#advance()
  }

  /** The listener never wants to hear the current track again. */
  nextAfterDislike() {
    this.#leave('disliked')
    void this.#advance()
  }

  previous() {
    const { queue, positionMs } = this.#state
    if (positionMs > restartAfterMs || queue.past.length === 0) return this.seek(0)
    this.#leave('replaced')
    this.#begin(toPrevious(queue))
  }

  jumpTo(key: string) {
    this.#leave('replaced')
    this.#begin(jumpTo(this.#state.queue, key))
  }

  seek(positionMs: number) {
    const last = Math.max(0, this.#state.durationMs - 250)
    if (this.#state.queue.current) this.#deck?.seek(Math.min(Math.max(0, positionMs), last))
  }

  setVolume(volume: number) {
    this.#set({ volume, isMuted: false })
    this.#applyVolume()
    window.localStorage.setItem(volumeKey, String(volume))
  }

  toggleMute() {
    this.#set({ isMuted: !this.#state.isMuted })
    this.#applyVolume()
  }

  toggleRepeat() {
    this.#set({ isRepeating: !this.#state.isRepeating })
  }

  shuffle() {
    this.#setQueue(shuffleUpcoming(this.#state.queue, Math.random))
  }

  remove(key: string) {
    this.#setQueue(remove(this.#state.queue, key))
  }

  playNext(entry: QueueEntry) {
    if (this.#state.queue.current) this.#setQueue(playNext(this.#state.queue, entry))
    else this.play([entry])
  }

  addToQueue(entry: QueueEntry) {
    if (this.#state.queue.current) this.#setQueue(addChosen(this.#state.queue, entry))
    else this.play([entry])
  }

  /** The feed has changed: what the queue took from it changes too. */
  followFeed(entries: QueueEntry[]) {
    if (this.#state.station) void this.#readOn()
    else this.#follow(entries)
  }

  #follow(entries: QueueEntry[]) {
    const { queue } = this.#state
    if (queue.current) this.#set({ queue: followFeed(queue, entries, feedTail) })
  }

  /** The page is going away: tell what was heard so far. */
  settle() {
    this.#leave('closed')
    this.#clock.restart(this.#state.positionMs)
  }

  #begin(queue: PlayQueue) {
    const { current } = queue
    this.#clock.restart(0)
    if (!current) {
      this.#deck?.eject()
      return this.#set({ queue, status: 'idle', positionMs: 0, durationMs: 0 })
    }
    if (this.#state.station) this.#playedByStation.push(current.track.id)
    this.#set({ queue, status: 'loading', positionMs: 0, durationMs: current.track.durationMs })
    void this.#openDeck().load(current.track.id)
    void this.#refill()
  }

  async #advance() {
    if (this.#state.queue.upcoming.length === 0) await this.#refill()
    this.#begin(toNext(this.#state.queue))
  }

  async #refill() {
    if (this.#state.queue.upcoming.length < refillBelow) await this.#readOn()
  }

  /** Asks the station, or else the feed, how the music goes on. */
  async #readOn() {
    if (this.#isRefilling) return
    this.#isRefilling = true
    const { station } = this.#state
    try {
      const entries = station
        ? await this.#parts.readStation(station, this.#playedByStation.slice(-longestMemory))
        : await this.#parts.readFeed()
      const isStillWanted = station !== null || this.#state.queue.upcoming.length < refillBelow
      if (isStillWanted && station === this.#state.station) this.#follow(entries)
    } catch {
      // Out of reach just now: the next track asks again.
    } finally {
      this.#isRefilling = false
    }
  }

  #leave(cause: Leaving['cause']) {
    const { queue, positionMs, durationMs } = this.#state
    if (!queue.current) return
    const type = listeningOutcome({ cause, heardMs: this.#clock.heardMs, positionMs, durationMs })
    if (!type) return
    const { track, encounter } = queue.current
    const event = this.#parts.record({
      type,
      trackId: track.id,
      playedMs: this.#clock.heardMs,
      positionMs: Math.round(positionMs),
      durationMs: Math.round(durationMs),
      ...encounter,
    })
    if (type === 'SKIP') this.#parts.onSkipped(event, track)
  }

  #ended() {
    this.#leave('ended')
    if (this.#state.isRepeating) this.#begin(this.#state.queue)
    else void this.#advance()
  }

  #openDeck() {
    if (this.#deck) return this.#deck
    const audio = document.createElement('audio')
    audio.preload = 'auto'
    document.body.append(audio)
    this.#audio = audio
    this.#set({ volume: storedVolume() })
    this.#applyVolume()
    this.#deck = new AudioDeck({
      audio,
      findStreamUrl: this.#parts.findStreamUrl,
      onStatus: (status) => this.#set({ status }),
      onDuration: (durationMs) => this.#set({ durationMs }),
      onPosition: (positionMs, isJump) => this.#moveTo(positionMs, isJump),
      onEnded: () => this.#ended(),
    })
    return this.#deck
  }

  #moveTo(positionMs: number, isJump: boolean) {
    if (isJump) this.#clock.jumpTo(positionMs)
    else this.#clock.passTo(positionMs)
    this.#set({ positionMs })
    const [next] = this.#state.queue.upcoming
    if (next && this.#state.durationMs - positionMs < prepareNextMs) void this.#deck?.prepare(next.track.id)
  }

  #applyVolume() {
    if (!this.#audio) return
    this.#audio.volume = this.#state.volume
    this.#audio.muted = this.#state.isMuted
  }

  #setQueue(queue: PlayQueue) {
    this.#set({ queue })
    void this.#refill()
  }

  #set(change: Partial<PlayerState>) {
    this.#state = { ...this.#state, ...change }
    for (const watcher of this.#watchers) watcher()
  }
}

function storedVolume() {
  const stored = Number.parseFloat(window.localStorage.getItem(volumeKey) ?? '1')
  return stored >= 0 && stored <= 1 ? stored : 1
}
