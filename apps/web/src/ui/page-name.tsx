/** The window's title once it is known; React moves it into the head. */
export function PageName({ children }: { children: string }) {
  return <title>{`${children} · Segue`}</title>
}
