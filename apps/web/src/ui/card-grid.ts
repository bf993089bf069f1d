/** Cards side by side, as many as fit. */
export const cardGrid =
  '-mx-3 grid grid-cols-[repeat(auto-fill,minmax(9rem,1fr))] gap-1 sm:grid-cols-[repeat(auto-fill,minmax(11rem,1fr))]'
