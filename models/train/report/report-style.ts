/** The look of a report, light or dark as the reader's system is. */
export const REPORT_STYLE = `
:root { color-scheme: light dark; --ink: #17181c; --soft: #6b6f7a; --page: #f6f6f4; --card: #fff; --line: #e3e3df;
  --main: #3d5afe; --other: #ff7043; --wrong: #e4572e; --empty: #ececea }
@media (prefers-color-scheme: dark) { :root { --ink: #ecedf0; --soft: #9a9eaa; --page: #101114; --card: #191b20;
  --line: #2a2d34; --main: #8c9eff; --other: #ffab91; --wrong: #ff7a59; --empty: #23262d } }
* { box-sizing: border-box }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, sans-serif }
main { max-width: 1080px; margin: 0 auto; padding: 48px 24px 96px }
h1 { margin: 0; font-size: 40px; letter-spacing: -.02em; line-height: 1.1 }
h2 { margin: 0 0 16px; font-size: 20px; letter-spacing: -.01em }
.kicker { margin: 0 0 8px; color: var(--soft); font-size: 14px }
.lead { max-width: 68ch; color: var(--soft) }
section { margin-top: 24px; padding: 24px; background: var(--card); border: 1px solid var(--line); border-radius: 16px }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 24px 16px }
.tile { display: flex; flex-direction: column }
.tile span, .tile small { color: var(--soft); font-size: 13px }
.tile b { font-size: 28px; letter-spacing: -.02em; font-variant-numeric: tabular-nums }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(320px, 1fr)); gap: 16px }
figure { margin: 0 0 16px }
figcaption, .legend { color: var(--soft); font-size: 13px }
svg { width: 100%; height: auto; display: block }
svg text { fill: var(--ink); font: 12px system-ui, sans-serif }
svg .tick { fill: var(--soft) }
svg .title { font-weight: 600; font-size: 13px }
svg .grid { stroke: var(--line) }
svg polyline { fill: none; stroke-width: 2; stroke-linejoin: round; opacity: .8 }
svg polyline.train { stroke: var(--other) }
svg polyline.validation { stroke: var(--main) }
svg .empty { fill: var(--empty) }
svg .right { fill: var(--main) }
svg .wrong { fill: var(--wrong) }
svg .count { font-variant-numeric: tabular-nums; font-weight: 600 }
.legend i { display: inline-block; width: 20px; height: 3px; margin: 0 4px 3px 12px; border-radius: 2px }
.legend i:first-child { margin-left: 0 }
.legend .train { background: var(--other) }
.legend .validation { background: var(--main) }
.scroll { overflow-x: auto }
table { width: 100%; border-collapse: collapse; font-size: 14px; font-variant-numeric: tabular-nums }
th { color: var(--soft); font-weight: 500; text-align: left; white-space: nowrap }
th, td { padding: 8px 12px 8px 0; border-bottom: 1px solid var(--line) }
.bar { display: inline-block; width: 72px; height: 6px; margin-right: 4px; border-radius: 3px; background: var(--empty);
  vertical-align: middle; overflow: hidden }
.bar i { display: block; height: 100%; background: var(--main) }
td b { font-weight: 600 }
pre { padding: 16px; white-space: pre-wrap; border-radius: 8px; background: var(--page); font-size: 13px }
details { margin-top: 16px; color: var(--soft); font-size: 14px }
`
