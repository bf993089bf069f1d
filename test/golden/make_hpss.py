"""Makes the golden masks of harmonic and percussive separation again.

    python3 -m venv venv && venv/bin/pip install librosa==0.11.0 numpy==2.4.6 scipy==1.17.1
    venv/bin/python test/golden/make_hpss.py

Writes beside this file, little-endian float32: hpss/magnitude.f32 (40 frames x 65 bins, row by row; noise with held tones,
clicks, ties and silence) and hpss/harmonic-mask.f32, hpss/percussive-mask.f32 (the same shape).
"""

from pathlib import Path

import librosa
import numpy as np

FRAMES, BINS = 40, 65
FOLDER = Path(__file__).parent / "hpss"


def main():
    random = np.random.default_rng(31)
    magnitude = np.abs(random.standard_normal((FRAMES, BINS)))
    magnitude[:, [9, 30]] += 8
    magnitude[[5, 21, 22], :] += 6
    magnitude[30:, 50:] = 0
    magnitude[:10, 40:50] = 1
    magnitude = magnitude.astype("<f4")
    harmonic, percussive = librosa.decompose.hpss(magnitude.T.astype(np.float64), mask=True)
    FOLDER.mkdir(exist_ok=True)
    for name, values in ("magnitude", magnitude), ("harmonic-mask", harmonic.T), ("percussive-mask", percussive.T):
        (FOLDER / f"{name}.f32").write_bytes(np.ascontiguousarray(values).astype("<f4").tobytes())
        print(name, values.shape)


if __name__ == "__main__":
    main()
