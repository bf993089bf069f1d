"""Makes librosa's results again, with which the product's have to agree.

    python3 -m venv venv && venv/bin/pip install librosa==0.11.0 numpy==2.4.6 scipy==1.17.1 soxr==1.1.0
    node --import tsx test/golden/compose-music.ts     # only if the music shall change
    venv/bin/python test/golden/make_golden.py

Little-endian, beside this file:
    inputs/NAME.s16      mono samples at 22,050 Hz, 16-bit integers (32,768 is full scale); music.s16 is read
    mel/NAME.f32         [frames x 128], decibels relative to the maximum, without a floor
    features/NAME.f32    the matrices of `frame_features`, one after the other, each [frames x width]
    fma/NAME.f32         [518], the FMA's vector in the order of its table
    tuning.json          what estimate_tuning says, of magnitudes and of power
All is computed in double precision, so that what differs is the method and not the rounding.
"""

import json
import warnings
from pathlib import Path

import librosa
import numpy as np
from scipy import stats

RATE = 22050
HERE = Path(__file__).parent
STFT = dict(n_fft=2048, hop_length=512)


def synthetic_sounds(seconds=1.0):
    time = np.arange(int(RATE * seconds)) / RATE
    noise = np.random.default_rng(23).standard_normal(time.size)
    return {
        "tone": 0.5 * np.sin(2 * np.pi * 440 * time),
        "chirp": 0.5 * librosa.chirp(fmin=50, fmax=10000, sr=RATE, length=time.size),
        "noise": 0.1 * noise,
        "clicks": 0.8 * librosa.clicks(times=np.arange(0.125, seconds, 0.25), sr=RATE, length=time.size),
    }


def sounds():
    for name, sound in synthetic_sounds().items():
        (HERE / f"inputs/{name}.s16").write_bytes(np.round(sound * 32767).astype("<i2").tobytes())
    for name in ["tone", "chirp", "noise", "clicks", "music"]:
        yield name, np.fromfile(HERE / f"inputs/{name}.s16", dtype="<i2").astype(np.float64) / 32768


def mel_decibels(samples):
    mel = librosa.feature.melspectrogram(y=samples, sr=RATE, n_mels=128, dtype=np.float64, **STFT)
    return librosa.power_to_db(mel, ref=np.max, amin=1e-20, top_db=None)


def frame_features(samples):
    """With a tuning of zero, which the clicks and the noise do not have a clear one of."""
    magnitude = np.abs(librosa.stft(samples, **STFT))
    mel = librosa.feature.melspectrogram(S=magnitude**2, sr=RATE, n_mels=128)
    pitches = np.abs(librosa.cqt(samples, sr=RATE, hop_length=512, n_bins=84, bins_per_octave=12))
    fine = np.abs(librosa.cqt(samples, sr=RATE, hop_length=512, n_bins=252, bins_per_octave=36))
    cens = librosa.feature.chroma_cens(C=pitches, bins_per_octave=12)
    return {
        "constantQ": pitches,
        "chromaStft": librosa.feature.chroma_stft(S=magnitude**2, sr=RATE, tuning=0),
        "chromaCqt": librosa.feature.chroma_cqt(C=pitches, bins_per_octave=12),
        "chromaCqt36": librosa.feature.chroma_cqt(C=fine),
        "chromaCens": cens,
        "tonnetz": librosa.feature.tonnetz(chroma=librosa.feature.chroma_cqt(C=fine)),
        "mfcc": librosa.feature.mfcc(S=librosa.power_to_db(mel), n_mfcc=20),
        "spectralContrast": librosa.feature.spectral_contrast(S=magnitude, sr=RATE),
        "spectralCentroid": librosa.feature.spectral_centroid(S=magnitude, sr=RATE),
        "spectralCentroidReflect": librosa.feature.spectral_centroid(y=samples, sr=RATE, pad_mode="reflect"),
        "spectralBandwidth": librosa.feature.spectral_bandwidth(S=magnitude, sr=RATE),
        "spectralRollOff": librosa.feature.spectral_rolloff(S=magnitude, sr=RATE),
        "spectralFlatness": librosa.feature.spectral_flatness(S=magnitude),
        "zeroCrossingRate": librosa.feature.zero_crossing_rate(samples),
        "rms": librosa.feature.rms(y=samples),
        "rmsOfSpectrogram": librosa.feature.rms(S=magnitude),
    }


def fma_vector(samples):
    """What the authors' features.py measures, with librosa's names of today; in the order of their table."""
    pitches = np.abs(
        librosa.cqt(samples, sr=RATE, hop_length=512, bins_per_octave=12, n_bins=7 * 12, tuning=None)
    )
    magnitude = np.abs(librosa.stft(samples, **STFT))
    cens = librosa.feature.chroma_cens(C=pitches, bins_per_octave=12)
    mel = librosa.feature.melspectrogram(S=magnitude**2, sr=RATE)
    features = {
        "chroma_cens": cens,
        "chroma_cqt": librosa.feature.chroma_cqt(C=pitches, bins_per_octave=12),
        "chroma_stft": librosa.feature.chroma_stft(S=magnitude**2, sr=RATE),
        "mfcc": librosa.feature.mfcc(S=librosa.power_to_db(mel), n_mfcc=20),
        "rmse": librosa.feature.rms(S=magnitude),
        "spectral_bandwidth": librosa.feature.spectral_bandwidth(S=magnitude, sr=RATE),
        "spectral_centroid": librosa.feature.spectral_centroid(S=magnitude, sr=RATE),
        "spectral_contrast": librosa.feature.spectral_contrast(S=magnitude, sr=RATE, n_bands=6),
        "spectral_rolloff": librosa.feature.spectral_rolloff(S=magnitude, sr=RATE),
        "tonnetz": librosa.feature.tonnetz(chroma=cens),
        "zcr": librosa.feature.zero_crossing_rate(samples, frame_length=2048, hop_length=512),
    }
    return np.concatenate([statistics(features[name]) for name in sorted(features)])


def statistics(values):
    constant = np.std(values, axis=1) <= 1e-6 * np.abs(np.mean(values, axis=1))
    columns = {
        "kurtosis": np.where(constant, -3, stats.kurtosis(values, axis=1)),
        "max": np.max(values, axis=1),
        "mean": np.mean(values, axis=1),
        "median": np.median(values, axis=1),
        "min": np.min(values, axis=1),
        "skew": np.where(constant, 0, stats.skew(values, axis=1)),
        "std": np.std(values, axis=1),
    }
    return np.concatenate([columns[name] for name in sorted(columns)])


def write(path, values):
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(np.ascontiguousarray(values).astype("<f4").tobytes())


def main():
    warnings.filterwarnings("ignore", message="Precision loss")
    (HERE / "inputs").mkdir(exist_ok=True)
    tuning = {}
    for name, samples in sounds():
        write(HERE / f"mel/{name}.f32", mel_decibels(samples).T)
        features = frame_features(samples)
        write(HERE / f"features/{name}.f32", np.concatenate([matrix.T.ravel() for matrix in features.values()]))
        write(HERE / f"fma/{name}.f32", fma_vector(samples))
        magnitude = np.abs(librosa.stft(samples, **STFT))
        tuning[name] = {
            "magnitude": round(float(librosa.estimate_tuning(S=magnitude, sr=RATE)), 2),
            "power": round(float(librosa.estimate_tuning(S=magnitude**2, sr=RATE)), 2),
        }
        print(name, samples.size, tuning[name], {key: matrix.shape for key, matrix in features.items()})
    (HERE / "tuning.json").write_text(json.dumps(tuning, indent=2) + "\n")


if __name__ == "__main__":
    main()
