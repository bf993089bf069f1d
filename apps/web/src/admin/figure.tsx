export function Figure({ name, value }: { name: string; value: number }) {
  return (
    <div className="rounded-2xl border border-line bg-panel/70 px-5 py-4">
      <dt className="text-sm text-soft">{name}</dt>
      <dd className="mt-1 text-3xl font-semibold tracking-[-0.03em] tabular-nums">{value.toLocaleString('en')}</dd>
    </div>
  )
}
