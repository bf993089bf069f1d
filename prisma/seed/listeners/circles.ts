/**
 * People of one kind: the genres they live in, with how much they care for each (0–1), and artists of other genres
 * that they love all the same. Circles cut across genres, so who likes what tells more than the sound does.
 */
export type Circle = {
  name: string
  persona: string
  genres: Readonly<Record<string, number>>
  artists: readonly string[]
}

export const CIRCLES: readonly Circle[] = [
  {
    name: 'night desk',
    persona: 'Works late and wants calm company: dusty beats, brushed drums, slow pads.',
    genres: { hiphop: 0.82, jazz: 0.75, ambient: 0.7 },
    artists: ['Luísa Tavarim', 'Ferrovia', 'Echo Quartermaster'],
  },
  {
    name: 'smoke and strings',
    persona: 'Came for twelve bars and stayed for the horns: blues first, old jazz close behind.',
    genres: { blues: 0.9, jazz: 0.62 },
    artists: ['Marcel Okonjo Quartet', 'Wren Castellane', 'The Ferrous Pines', 'The Marigold Steppers'],
  },
  {
    name: 'engine room',
    persona: 'Loud, heavy, fast: riffs by day, machines by night.',
    genres: { metal: 0.92, rock: 0.68 },
    artists: ['Null Harbour', 'Kessel & Rask', 'Camerata Winterthorn'],
  },
  {
    name: 'dance floor',
    persona: 'Plans the week around Saturday: four on the floor in any decade.',
    genres: { disco: 0.86, electronic: 0.8, pop: 0.6 },
    artists: ['Ferrovia', 'Velvet Kilowatt', 'Quarteto Maré Mansa'],
  },
  {
    name: 'console',
    persona: 'Plays with the sound on: chip melodies, breakbeats and dragons.',
    genres: { chiptune: 0.93, 'drum and bass': 0.72 },
    artists: ['Anvil Cathedral', 'Lumen Vault', 'Saffron Arcade'],
  },
  {
    name: 'salon',
    persona: 'Sits down to listen: chamber music, waltzes, and whatever has a real piano.',
    genres: { classical: 0.9, waltz: 0.76 },
    artists: ['Ida Lindqvist Trio', 'Mirelle Fontayne', 'Halvard Nystrand', 'Nuno Belvedere'],
  },
  {
    name: 'porch',
    persona: 'Wood, wire and a story: picked strings and plain voices.',
    genres: { country: 0.9, rock: 0.55 },
    artists: ['Satellite Orchard', 'Nell Ashgrove', 'Delphine Crowe', 'Odile Carambole'],
  },
  {
    name: 'island radio',
    persona: 'Follows the bass: one drop, dub, bossa in the afternoon.',
    genres: { reggae: 0.9, 'bossa nova': 0.72 },
    artists: ['MC Parenthesis', 'Kestrel Unit', 'Mirrorball Municipal'],
  },
  {
    name: 'morning show',
    persona: 'Sings along in traffic: choruses, bright synths, big drums.',
    genres: { pop: 0.9, rock: 0.62, disco: 0.55 },
    artists: ['Velvet Kilowatt', 'June Halloway', 'Hollis Vane', 'Ondine Parallax'],
  },
  {
    name: 'deep water',
    persona: 'Headphones and long walks: slow tides, liquid drums, cold machines.',
    genres: { ambient: 0.88, 'drum and bass': 0.7, electronic: 0.66 },
    artists: ['Dusty Cassian', 'Gravemoss', 'Arcadia Null'],
  },
  {
    name: 'old café',
    persona: 'Collects what Europe and Brazil danced to before the wars of loudness.',
    genres: { waltz: 0.88, 'bossa nova': 0.8, jazz: 0.55 },
    artists: ['Quatuor Aubépine', 'Little Amos & the Levee', 'The Marigold Steppers'],
  },
]
