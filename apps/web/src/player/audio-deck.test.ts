import { expect, test } from '@jest/globals'
import { AudioDeck, type DeckStatus } from './audio-deck.ts'

/** The little of an audio element that the deck uses, driven by hand. */
class FakeAudio extends EventTarget {
  src = ''
  currentTime = 0
  duration = 180
  readyState = 0
  seeking = false
  ended = false
  paused = true
  error: { code: number } | null = null
  async play() {
    this.paused = false
  }
  pause() {
    this.paused = true
  }
  load() {}
  removeAttribute() {
    this.src = ''
  }
  say(event: string) {
    this.dispatchEvent(new Event(event))
  }
  arrive() {
    this.error = null
    this.readyState = 4
    this.say('loadedmetadata')
    this.say('playing')
  }
  playTo(seconds: number) {
    this.currentTime = seconds
    this.say('timeupdate')
  }
  breakOff() {
    this.error = { code: 2 }
    this.readyState = 0
    this.say('error')
  }
}

function house() {
  const audio = new FakeAudio()
  const asked: string[] = []
  const statuses: DeckStatus[] = []
  const answers = new Map<string, () => void>()
  const api = { isSlow: false }
  const deck = new AudioDeck({
    audio: audio as unknown as HTMLAudioElement,
    findStreamUrl: (id) => {
      asked.push(id)
      const url = `/stream/${id}?token=${asked.length}`
      if (!api.isSlow) return Promise.resolve(url)
      return new Promise((resolve) => answers.set(id, () => resolve(url)))
    },
    onStatus: (status) => statuses.push(status),
    onPosition: () => {},
    onDuration: () => {},
    onEnded: () => {},
  })
  const settle = () => new Promise((resolve) => setImmediate(resolve))
  return { audio, asked, statuses, answers, api, deck, settle }
}

test('a stream whose token expired is asked for again and goes on where it stopped', async () => {
  const { audio, deck, statuses, settle } = house()
  await deck.load('a')
  audio.arrive()
  audio.playTo(42)
  audio.breakOff()
  await settle()
  expect(audio.src).toBe('/stream/a?token=2')
  audio.currentTime = 0
  audio.arrive()
  expect(audio.currentTime).toBe(42)
  expect(statuses.at(-1)).toBe('playing')
})

test('a stream that breaks at the same place with a new token is broken itself', async () => {
  const { audio, asked, deck, statuses, settle } = house()
  await deck.load('a')
  audio.arrive()
  audio.playTo(42)
  audio.breakOff()
  await settle()
  audio.breakOff()
  await settle()
  expect(statuses.at(-1)).toBe('failed')
  expect(asked).toEqual(['a', 'a'])
})

test('of two tracks chosen quickly the second one sounds, whichever answer comes last', async () => {
  const { audio, answers, api, deck, settle } = house()
  api.isSlow = true
  void deck.load('first')
  void deck.load('second')
  answers.get('second')?.()
  await settle()
  answers.get('first')?.()
  await settle()
  expect(audio.src).toBe('/stream/second?token=2')
})

test('the next track starts from the address that was fetched ahead', async () => {
  const { audio, asked, deck } = house()
  await deck.prepare('b')
  await deck.load('b')
  expect(audio.src).toBe('/stream/b?token=1')
  expect(asked).toEqual(['b'])
})

test('a track that is asked for from the middle starts there, also while another one was playing', async () => {
  const { audio, answers, api, deck, settle } = house()
  await deck.load('a')
  audio.arrive()
  audio.playTo(42)
  api.isSlow = true
  void deck.load('b')
  deck.seek(11_000)
  audio.playTo(43) // the last words of what played before
  answers.get('b')!()
  await settle()
  audio.currentTime = 0
  audio.arrive()
  expect(audio.currentTime).toBe(11)
})
