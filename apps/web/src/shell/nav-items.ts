import {
  AudioLines,
  Compass,
  Gauge,
  History,
  LibraryBig,
  ListMusic,
  type LucideIcon,
  Search,
  UploadCloud,
} from 'lucide-react'

export type NavItem = { href: string; label: string; icon: LucideIcon }

export const listenerPages: NavItem[] = [
  { href: '/', label: 'Feed', icon: AudioLines },
  { href: '/search', label: 'Search', icon: Search },
  { href: '/library', label: 'Library', icon: LibraryBig },
  { href: '/playlists', label: 'Playlists', icon: ListMusic },
  { href: '/taste', label: 'Taste', icon: Compass },
  { href: '/history', label: 'History', icon: History },
]

export const adminPages: NavItem[] = [
  { href: '/admin', label: 'Catalogue', icon: Gauge },
  { href: '/admin/upload', label: 'Upload', icon: UploadCloud },
]
