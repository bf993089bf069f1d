// Runs in a process of its own: a damaged file can make the native decoder abort, which takes its process with it.
// Plain JavaScript, so that it starts at once. Told on stdin, answers on stdout; see native-audio.ts for the frames.
const say = (kind, { a = 0, b = 0, parts = [] } = {}) => {
  const header = Buffer.alloc(16)
  const bytes = parts.reduce((sum, part) => sum + part.byteLength, 0)
  for (const [i, value] of [kind, a, b, bytes].entries()) header.writeUInt32LE(value, 4 * i)
  process.stdout.write(header)
  for (const part of parts) process.stdout.write(part)
}
const text = (error) => [Buffer.from(String(error?.message ?? error).slice(0, 1000))]

const { OfflineAudioContext } = await import('node-web-audio-api').catch((error) => {
  say(3, { parts: text(error) })
  return {}
})
if (OfflineAudioContext) await answerAll()

async function answerAll() {
  say(0)
  let held = Buffer.alloc(0)
  for await (const piece of process.stdin) {
    held = Buffer.concat([held, piece])
    while (held.length >= 16 && held.length >= 16 + held.readUInt32LE(12)) {
      const end = 16 + held.readUInt32LE(12)
      await answer(held.readUInt32LE(4), Uint8Array.from(held.subarray(16, end)))
      held = held.subarray(end)
    }
  }
  process.exit(0)
}

async function answer(sampleRateHz, bytes) {
  try {
    const buffer = await new OfflineAudioContext(1, 1, sampleRateHz).decodeAudioData(bytes.buffer)
    const parts = Array.from({ length: buffer.numberOfChannels }, (_, channel) => {
      const samples = buffer.getChannelData(channel)
      // copied, for the decoder may free the memory of a buffer that is still being written
      return new Uint8Array(samples.slice().buffer)
    })
    say(1, { a: buffer.sampleRate, b: buffer.numberOfChannels, parts })
  } catch (error) {
    say(2, { parts: text(error) })
  }
}
