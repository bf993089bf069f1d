type Attached = { context: AudioContext; analyser: AnalyserNode }

const attachments = new WeakMap<HTMLAudioElement, Attached>()

/**
 * Looks into the sound of an audio element. From then on its sound passes through Web Audio, so this is done
 * only when that is really running: otherwise null, and the element sounds on by itself. Call it while the
 * element plays, that is after a gesture of the listener.
 */
export async function attachAnalyser(audio: HTMLAudioElement): Promise<Attached | null> {
  const known = attachments.get(audio)
  if (known) {
    if (known.context.state !== 'running') await known.context.resume()
    return known
  }
  if (typeof AudioContext === 'undefined') return null
  const context = new AudioContext()
  await Promise.race([context.resume(), new Promise((resolve) => setTimeout(resolve, 1_000))])
  const winner = attachments.get(audio)
  if (winner || context.state !== 'running') {
    void context.close()
    return winner ?? null
  }
  const analyser = new AnalyserNode(context, { fftSize: 2048 })
  context.createMediaElementSource(audio).connect(analyser).connect(context.destination)
  // The system may interrupt Web Audio (a call, a change of headphones): the music must come back with it.
  context.addEventListener('statechange', () => {
    if (context.state !== 'running' && context.state !== 'closed' && !audio.paused) void context.resume()
  })
  attachments.set(audio, { context, analyser })
  return { context, analyser }
}
