import { Disc3 } from 'lucide-react'
import Link from 'next/link'
import { buttonStyle } from '@/ui/button.tsx'
import { Notice } from '@/ui/notice.tsx'

export default function NotFound() {
  return (
    <Notice
      icon={Disc3}
      title="Nothing plays here"
      action={
        <Link href="/" className={buttonStyle({ look: 'primary' })}>
          Go to your feed
        </Link>
      }
    >
      This page does not exist, or not any more.
    </Notice>
  )
}
