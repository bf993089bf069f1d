const audioEndings = /\.(mp3|flac|ogg|oga|opus|wav|wave|aif|aiff|m4a|mp4|aac|wma)$/i

/** Files that were chosen, and how many in folders were left out because they are no audio. */
export type ChosenFiles = { files: File[]; leftOut: number }

/** Files as dropped; folders are opened, and only their audio files are taken. */
export async function droppedFiles(data: DataTransfer): Promise<ChosenFiles> {
  // Entries must be asked for before the first pause: afterwards the browser has emptied the list.
  const entries = [...data.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null)
  const direct = await Promise.all(
    entries.filter((entry) => entry.isFile).map((entry) => fileOf(entry as FileSystemFileEntry)),
  )
  const folders = entries.filter((entry) => entry.isDirectory) as FileSystemDirectoryEntry[]
  const inFolders = (await Promise.all(folders.map(filesIn))).flat()
  const { files, leftOut } = audioOnly(inFolders)
  return { files: [...direct, ...files], leftOut }
}

/** Of a folder only the audio is wanted, not its covers and notes. */
export function audioOnly(files: File[]): ChosenFiles {
  const audio = files.filter(({ name }) => audioEndings.test(name) && !name.startsWith('.'))
  return { files: audio, leftOut: files.length - audio.length }
}

async function filesIn(folder: FileSystemDirectoryEntry): Promise<File[]> {
  const reader = folder.createReader()
  const files: File[] = []
  // A reader gives its entries in portions; an empty one is the end.
  for (let portion = await readPortion(reader); portion.length > 0; portion = await readPortion(reader)) {
    for (const entry of portion) {
      if (entry.isFile) files.push(await fileOf(entry as FileSystemFileEntry))
      else files.push(...(await filesIn(entry as FileSystemDirectoryEntry)))
    }
  }
  return files
}

function readPortion(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve, reject) => reader.readEntries(resolve, reject))
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject))
}
