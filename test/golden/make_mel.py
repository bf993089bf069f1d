"""Makes the golden mel-spectrograms again.

    python3 -m venv venv && venv/bin/pip install librosa==0.11.0 numpy==2.4.6 scipy==1.17.1
    venv/bin/python test/golden/make_mel.py

Writes beside this file, for each sound: mel/NAME.input.f32 (mono samples at 22,050 Hz, little-endian float32) and
mel/NAME.power-db.f32 (128 bands x frames, by band, decibels relative to the maximum, without a floor).
"""

from pathlib import Path

import librosa
import numpy as np

RATE = 22050
FOLDER = Path(__file__).parent / "mel"


def sounds(seconds=1.0):
    time = np.arange(int(RATE * seconds)) / RATE
    noise = np.random.default_rng(23).standard_normal(time.size)
    clicks = np.zeros(time.size)
    clicks[:: RATE // 8] = 1
    return {
        "tone": 0.5 * np.sin(2 * np.pi * 440 * time),
        "chirp": 0.5 * librosa.chirp(fmin=50, fmax=10000, sr=RATE, length=time.size),
        "noise": 0.1 * noise,
        "clicks": clicks,
    }


def main():
    for name, sound in sounds().items():
        samples = sound.astype("<f4")
        # In double precision, so that what differs is the method and not the rounding.
        mel = librosa.feature.melspectrogram(
            y=samples.astype(np.float64), sr=RATE, n_fft=2048, hop_length=512, n_mels=128, dtype=np.float64
        )
        decibels = librosa.power_to_db(mel, ref=np.max, amin=1e-20, top_db=None)
        (FOLDER / f"{name}.input.f32").write_bytes(samples.tobytes())
        (FOLDER / f"{name}.power-db.f32").write_bytes(decibels.astype("<f4").tobytes())
        print(name, mel.shape, f"loudest {mel.max():.6g}")


if __name__ == "__main__":
    main()
