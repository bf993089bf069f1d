import { framePositions, SAMPLES_PER_FRAME } from './mp3-frames.ts'

/** Samples that the encoder puts before the first of ours. */
const ENCODER_DELAY = 576
/** MPEG-1 layer III, 64 kbit/s, 32 kHz, joint stereo: 288 bytes, room for the tables below. */
const HEADER = [0xff, 0xfb, 0x58, 0x44]
const FRAME_BYTES = 288
const SIDE_INFO_BYTES = 32

/**
 * The silent first frame that tells players a variable-bit-rate stream's length, where to seek (Xing), and how many
 * samples to drop at both ends (LAME's extension), so that a track plays exactly as long as it is.
 * http://gabriel.mp3-tech.org/mp3infotag.html
 */
export function infoFrame(stream: Uint8Array, samples: number): Uint8Array {
  const positions = framePositions(stream)
  const bytes = stream.length + FRAME_BYTES
  const frame = Buffer.alloc(FRAME_BYTES)
  frame.set(HEADER)
  let at = HEADER.length + SIDE_INFO_BYTES
  at += frame.write('Xing', at)
  at = frame.writeUInt32BE(0b1111, at)
  at = frame.writeUInt32BE(positions.length, at)
  at = frame.writeUInt32BE(bytes, at)
  for (let percent = 0; percent < 100; percent++) {
    const position = positions[Math.floor((positions.length * percent) / 100)] + FRAME_BYTES
    at = frame.writeUInt8(Math.min(255, Math.floor((256 * position) / bytes)), at)
  }
  at = frame.writeUInt32BE(50, at)
  at += frame.write('LAME3.100', at)
  const padding = Math.max(0, positions.length * SAMPLES_PER_FRAME - ENCODER_DELAY - samples)
  frame.writeUIntBE((ENCODER_DELAY << 12) | Math.min(padding, 4095), at + 12, 3)
  return frame
}
