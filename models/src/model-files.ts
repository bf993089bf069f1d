import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { io } from '@tensorflow/tfjs'
import { toFloat16Bits } from './float16.ts'

const MODEL_FILE = 'model.json'
const WEIGHTS_FILE = 'weights.bin'

type ModelJson = {
  modelTopology: object
  format?: string
  generatedBy?: string
  weightsManifest: { paths: string[]; weights: io.WeightsManifestEntry[] }[]
}

/** Saves and loads a tfjs network as model.json and weights.bin (float16) of a folder; works on every backend. */
export function modelFiles(folder: string): io.IOHandler {
  return {
    async save(artifacts) {
      const { specs, bytes } = halved(artifacts)
      const { modelTopology, format, generatedBy } = artifacts
      const manifest = [{ paths: [WEIGHTS_FILE], weights: specs }]
      const json = { modelTopology, format, generatedBy, weightsManifest: manifest }
      await mkdir(folder, { recursive: true })
      await replaceFile(join(folder, WEIGHTS_FILE), bytes)
      await replaceFile(join(folder, MODEL_FILE), JSON.stringify(json))
      return {
        modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON', weightDataBytes: bytes.length },
      }
    },
    async load() {
      const json = JSON.parse(await readFile(join(folder, MODEL_FILE), 'utf8')) as ModelJson
      const paths = json.weightsManifest.flatMap((group) => group.paths)
      const bytes = Buffer.concat(await Promise.all(paths.map((path) => readFile(join(folder, path)))))
      return {
        modelTopology: json.modelTopology,
        format: json.format,
        weightSpecs: json.weightsManifest.flatMap((group) => group.weights),
        weightData: new Uint8Array(bytes).buffer,
      }
    },
  }
}

function halved(artifacts: io.ModelArtifacts): { specs: io.WeightsManifestEntry[]; bytes: Buffer } {
  const data = artifacts.weightData
  if (!data || !artifacts.weightSpecs) throw new Error('The network has no weights to save.')
  const whole = Buffer.concat((Array.isArray(data) ? data : [data]).map((part) => Buffer.from(part)))
  let offset = 0
  const parts: Buffer[] = []
  const specs = artifacts.weightSpecs.map((spec) => {
    if (spec.dtype !== 'float32') throw new Error(`Weights of type ${spec.dtype} cannot be saved.`)
    const size = spec.shape.reduce((product, length) => product * length, 1)
    const half = Buffer.alloc(size * 2)
    for (let i = 0; i < size; i++) half.writeUInt16LE(toFloat16Bits(whole.readFloatLE(offset + i * 4)), i * 2)
    offset += size * 4
    parts.push(half)
    return { ...spec, quantization: { dtype: 'float16' as const, original_dtype: 'float32' as const } }
  })
  return { specs, bytes: Buffer.concat(parts) }
}

async function replaceFile(file: string, content: Buffer | string): Promise<void> {
  await writeFile(`${file}.part`, content)
  await rename(`${file}.part`, file)
}
