"""Prints what librosa and scipy make of a clip, the FMA's 518 numbers, and the processor time in ms: CLIP RATE RUNS."""

import json
import sys
import time
import warnings

import librosa
import numpy as np
from scipy import stats

clip = np.fromfile(sys.argv[1], dtype="<f4")
rate, runs = map(int, sys.argv[2:])


def features():
    pitches = np.abs(librosa.cqt(clip, sr=rate, hop_length=512, bins_per_octave=12, n_bins=84, tuning=None))
    magnitude = np.abs(librosa.stft(clip, n_fft=2048, hop_length=512))
    power = magnitude**2
    cens = librosa.feature.chroma_cens(C=pitches, bins_per_octave=12)
    mel = librosa.feature.melspectrogram(S=power, sr=rate)
    return [
        cens,
        librosa.feature.chroma_cqt(C=pitches, bins_per_octave=12),
        librosa.feature.chroma_stft(S=power, sr=rate),
        librosa.feature.mfcc(S=librosa.power_to_db(mel), n_mfcc=20),
        librosa.feature.rms(S=magnitude),
        librosa.feature.spectral_bandwidth(S=magnitude, sr=rate),
        librosa.feature.spectral_centroid(S=magnitude, sr=rate),
        librosa.feature.spectral_contrast(S=magnitude, sr=rate),
        librosa.feature.spectral_rolloff(S=magnitude, sr=rate),
        librosa.feature.tonnetz(chroma=cens),
        librosa.feature.zero_crossing_rate(clip),
    ]


def vector():
    statistics = [
        lambda x: stats.kurtosis(x, axis=1),
        lambda x: np.max(x, axis=1),
        lambda x: np.mean(x, axis=1),
        lambda x: np.median(x, axis=1),
        lambda x: np.min(x, axis=1),
        lambda x: stats.skew(x, axis=1),
        lambda x: np.std(x, axis=1),
    ]
    return np.concatenate([statistic(feature) for feature in features() for statistic in statistics])


warnings.filterwarnings("ignore")
times = []
for _ in range(runs):
    start = time.process_time()
    result = vector()
    times.append(time.process_time() - start)
print(json.dumps({"ms": min(times) * 1000, "vector": np.nan_to_num(result).tolist()}))
