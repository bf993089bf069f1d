/** Shown until the web part answers; asks again by itself. */
export const startingPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="2">
<title>Segue is starting</title>
<style>
  body { margin: 0; min-height: 100vh; display: grid; place-content: center; gap: 1rem; text-align: center;
    background: #0e0e12; color: #ececf1; font: 1rem/1.5 system-ui, sans-serif; }
  p { margin: 0; color: #a2a2b0; }
  .bars { display: flex; gap: .35rem; justify-content: center; height: 2.5rem; align-items: end; }
  .bars i { width: .5rem; height: 30%; border-radius: .25rem; background: #8b7cf6; animation: rise 1s ease-in-out infinite alternate; }
  .bars i:nth-child(2) { animation-delay: -.3s } .bars i:nth-child(3) { animation-delay: -.6s } .bars i:nth-child(4) { animation-delay: -.9s }
  @keyframes rise { to { height: 100% } }
  @media (prefers-reduced-motion: reduce) { .bars i { animation: none; height: 60% } }
</style>
</head>
<body>
<div class="bars" aria-hidden="true"><i></i><i></i><i></i><i></i></div>
<h1>Segue is starting</h1>
<p>This page reloads by itself in a few seconds.</p>
</body>
</html>
`
