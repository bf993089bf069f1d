import type { Metadata } from 'next'
import { UploadPage } from '@/upload/upload-page.tsx'

export const metadata: Metadata = { title: 'Upload' }

export default function Page() {
  return <UploadPage />
}
