import { likeliest } from './classification-scores.ts'

/** The label that most segments vote for; of several, the one with the larger sum of probabilities. */
export function majorityVote(segments: ArrayLike<number>[]): number {
  const votes = new Array<number>(segments[0].length).fill(0)
  for (const segment of segments) {
    votes[likeliest(segment)]++
    // Less than one vote all together, so that it only decides between equals.
    for (let label = 0; label < votes.length; label++) votes[label] += segment[label] / (segments.length + 1) / 2
  }
  return likeliest(votes)
}
