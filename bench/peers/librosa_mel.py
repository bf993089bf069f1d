"""Prints how many milliseconds librosa takes for a mel-spectrogram: CLIP RATE N_FFT HOP BANDS."""

import json
import sys
import time

import librosa
import numpy as np

clip = np.fromfile(sys.argv[1], dtype="<f4")
rate, n_fft, hop, bands = map(int, sys.argv[2:])
times = []
for _ in range(15):
    start = time.perf_counter()
    librosa.feature.melspectrogram(y=clip, sr=rate, n_fft=n_fft, hop_length=hop, n_mels=bands)
    times.append(time.perf_counter() - start)
print(json.dumps({"ms": float(np.median(times[4:])) * 1000}))
