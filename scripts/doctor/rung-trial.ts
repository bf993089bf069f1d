export type RungTrial = { works: true; segmentsPerSecond: number } | { works: false; reason: string }
