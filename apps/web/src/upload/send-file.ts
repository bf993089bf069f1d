import type { UploadAnswer } from './upload-item.ts'

/** Streams a file to the upload endpoint; `onProgress` gets 0–100. Rejects only when the network breaks. */
export function sendFile(file: File, onProgress: (percent: number) => void): Promise<UploadAnswer> {
  return new Promise((resolve, reject) => {
    // fetch cannot tell how much of a body was sent.
    const request = new XMLHttpRequest()
    request.open('POST', `/upload?name=${encodeURIComponent(file.name)}`)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress((loaded / Math.max(1, total)) * 100))
    request.addEventListener('load', () => resolve(answerOf(request, file.name)))
    request.addEventListener('error', () => reject(new Error('The connection broke off.')))
    request.addEventListener('abort', () => reject(new Error('The upload was stopped.')))
    request.send(file)
  })
}

function answerOf(request: XMLHttpRequest, fileName: string): UploadAnswer {
  try {
    const answer = JSON.parse(request.responseText) as Partial<UploadAnswer>
    if (answer.state) return { fileName, ...answer, state: answer.state }
    if (answer.error) return { fileName, state: 'FAILED', error: answer.error }
  } catch {
    // Not an answer of the endpoint itself: only its status says something.
  }
  const message = request.status === 413 ? 'The file is too large.' : `The server answered ${request.status}.`
  return { fileName, state: 'FAILED', error: { code: String(request.status), message } }
}
