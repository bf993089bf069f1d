import { createRandom, type Random } from './compose/random.ts'
import { CIRCLES, type Circle } from './listeners/circles.ts'

/** A simulated person, plainly marked as such. `tastes` are 0 (cannot stand) … 1 (loves); what is absent leaves cold. */
export type DemoListener = {
  key: string
  name: string
  email: string
  persona: string
  /** Who else is like this: people of one circle share tastes across genres. */
  circle: string
  tastes: { genres: Readonly<Record<string, number>>; artists: Readonly<Record<string, number>> }
  /** Sessions a week. */
  activity: number
  /** 0 stays with favourites … 1 tries anything. */
  curiosity: number
}

const NAMES =
  'Ada Bela Cato Dora Emil Fay Gus Hana Ivo Juna Kai Lotte Milo Nia Otto Pia Quinn Rosa Sami Tilda Udo Vera Wim Xenia Yuri Zoe Anouk Bruno Carla Dimo Elsa Finn Greta Hugo Ines Jonas Kira Leo Mara Noor Ole Petra Remy Selma Theo Una Vito Wanda Yara Zeno Alma Boris Celia Dario Edda Felix Gina Henk Iris Jules Koda Lena Marlo Nele Orla Paul'.split(
    ' ',
  )

/** The demo listeners: six of each circle, always the same. */
export function demoListeners(): DemoListener[] {
  return NAMES.map((name, index) => {
    const circle = CIRCLES[index % CIRCLES.length]
    const random = createRandom(0xde30).fork(name)
    return {
      key: name.toLowerCase(),
      name: `Demo listener ${name}`,
      email: `${name.toLowerCase()}@demo.segue.local`,
      persona: circle.persona,
      circle: circle.name,
      tastes: drawTastes(circle, random),
      activity: Math.min(12, 3.1 * Math.exp(0.55 * random.gauss())),
      curiosity: random.range(0.12, 0.5),
    }
  })
}

/** The circle's tastes, each felt a little differently, sometimes one genre of one's own, and one that grates. */
function drawTastes(circle: Circle, random: Random): DemoListener['tastes'] {
  const genres: Record<string, number> = {}
  for (const [genre, love] of Object.entries(circle.genres)) genres[genre] = clamp(love + 0.1 * random.gauss())
  const others = [...new Set(CIRCLES.flatMap((other) => Object.keys(other.genres)))].filter(
    (genre) => !(genre in genres),
  )
  if (random.chance(0.3)) genres[random.pick(others)] = random.range(0.55, 0.75)
  const grating = random.pick(others.filter((genre) => !(genre in genres)))
  const loved = circle.artists.filter(() => random.chance(0.85))
  const artists = Object.fromEntries(loved.map((artist) => [artist, clamp(0.82 + 0.08 * random.gauss())]))
  return { genres: { ...genres, [grating]: 0 }, artists }
}

const clamp = (value: number) => Math.min(1, Math.max(0, value))
