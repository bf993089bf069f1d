import { FeedPage } from '@/feed/feed-page.tsx'

export default function Page() {
  return <FeedPage />
}
