"""Tempi by librosa's beat tracker. Arguments: file of 32-bit floats, sample rate, length of each clip in the file."""

import json
import sys
import time

import librosa
import numpy as np

rate, *lengths = (int(float(argument)) for argument in sys.argv[2:])
clips = np.split(np.fromfile(sys.argv[1], dtype="<f4"), np.cumsum(lengths)[:-1])
librosa.beat.beat_track(y=clips[0], sr=rate)
heard = []
for clip in clips:
    start = time.perf_counter()
    bpm, _ = librosa.beat.beat_track(y=clip, sr=rate)
    heard.append({"bpm": float(np.atleast_1d(bpm)[0]), "ms": (time.perf_counter() - start) * 1000})
print(json.dumps(heard))
