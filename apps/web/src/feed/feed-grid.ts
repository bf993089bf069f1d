/** Rows on a phone, as many cards as fit side by side elsewhere. */
export const feedGrid =
  'relative -mx-2 grid grid-cols-1 gap-x-2 gap-y-1 sm:-mx-3 sm:grid-cols-[repeat(auto-fill,minmax(12.5rem,1fr))] sm:gap-y-4'
