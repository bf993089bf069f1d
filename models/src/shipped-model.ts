import { fileURLToPath } from 'node:url'

/** The folder of the network that the product uses. */
export const SHIPPED_MODEL_FOLDER = fileURLToPath(new URL('../weights/attentive-6', import.meta.url))
